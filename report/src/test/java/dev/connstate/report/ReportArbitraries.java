package dev.connstate.report;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/**
 * Any report, made by the records' own constructors, so that a field that is added is in without a change here. Lists
 * have three members at most: with the hundreds that are jqwik's habit one report takes half a second.
 */
public final class ReportArbitraries {
    private static final int FEW = 3;

    private final Arbitrary<String> names;

    /** The values that are not any combination of any parts. */
    private final Map<Class<?>, Arbitrary<?>> leaves;

    private ReportArbitraries(Arbitrary<String> names, Arbitrary<Instant> instants) {
        this.names = names;
        this.leaves = Map.ofEntries(
                Map.entry(boolean.class, Arbitraries.of(true, false)),
                Map.entry(int.class, Arbitraries.integers()),
                Map.entry(Integer.class, Arbitraries.integers()),
                Map.entry(long.class, Arbitraries.longs()),
                Map.entry(double.class, Arbitraries.doubles()),
                Map.entry(String.class, strings()),
                Map.entry(Instant.class, instants),
                Map.entry(Duration.class, durations()),
                Map.entry(OptionalInt.class, optionalInts()),
                Map.entry(OptionalLong.class, optionalLongs()),
                Map.entry(Address.class, addresses()),
                Map.entry(ConnectionCounts.class, connectionCounts()),
                Map.entry(TcpState.class, Arbitraries.of(ClosingSockets.STATES)),
                Map.entry(Counters.class, counters()),
                Map.entry(Node.class, nodes()));
    }

    static Arbitrary<NodeReport> reports() {
        return reports(
                Arbitraries.of("TcpExt.ListenOverflows", "TcpExt.ListenDrops", "Tcp.MaxConn", "net.core.somaxconn"),
                instants(Instant.MIN, Instant.MAX));
    }

    /**
     * @param names of counters and settings
     * @param instants when looks may end
     */
    public static Arbitrary<NodeReport> reports(Arbitrary<String> names, Arbitrary<Instant> instants) {
        return new ReportArbitraries(names, instants).record(NodeReport.class).map(NodeReport.class::cast);
    }

    static Arbitrary<NodeReply> replies() {
        return new ReportArbitraries(strings(), instants(Instant.MIN, Instant.MAX))
                .record(NodeReply.class)
                .map(NodeReply.class::cast);
    }

    static Arbitrary<Address> addresses() {
        // Words of few distinct groups, so that runs of zeros and v4-mapped addresses are among them.
        var group = Arbitraries.of(0L, 0L, 1L, 0xffffL, 0xa00L);
        var word = Combinators.combine(group, group, group, group)
                .as((one, two, three, four) -> one << 48 | two << 32 | three << 16 | four);
        return Arbitraries.oneOf(
                Combinators.combine(word, word).as(Address::new),
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Address::new),
                Arbitraries.integers().map(Address::v4));
    }

    private Arbitrary<?> of(Type type) {
        return switch (type) {
            case Class<?> leaf when leaves.containsKey(leaf) -> leaves.get(leaf);
            case Class<?> choice when choice.isEnum() -> Arbitraries.of(choice.getEnumConstants());
            case Class<?> record when record.isRecord() -> record(record);
            case ParameterizedType list
            when list.getRawType() == List.class ->
                of(list.getActualTypeArguments()[0]).list().ofMaxSize(FEW);
            case ParameterizedType optional
            when optional.getRawType() == Optional.class ->
                of(optional.getActualTypeArguments()[0]).optional();
            case ParameterizedType map
            when map.getRawType() == Map.class ->
                Arbitraries.maps(names, strings()).ofMaxSize(FEW);
            default -> throw new AssertionError("a report of " + type + " is new here");
        };
    }

    private Arbitrary<Object> record(Class<?> type) {
        var components = type.getRecordComponents();
        List<Arbitrary<Object>> parts = Arrays.stream(components)
                .map(component -> of(component.getGenericType()).asGeneric())
                .toList();
        return Combinators.combine(parts).as(values -> construct(type, components, values));
    }

    private static Object construct(Class<?> type, RecordComponent[] components, List<Object> values) {
        var parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(parameters).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Arbitrary<Duration> durations() {
        return Arbitraries.longs()
                .between(1, NodeReply.LONGEST_INTERVAL.toMillis())
                .map(Duration::ofMillis);
    }

    private static StringArbitrary strings() {
        // Not the halves of surrogate pairs, which UTF-8 cannot say.
        return Arbitraries.strings()
                .withCharRange('\0', '\ud7ff')
                .withCharRange('\ue000', '\uffff')
                .ofMaxLength(8);
    }

    public static Arbitrary<Instant> instants(Instant first, Instant last) {
        var seconds = Arbitraries.longs().between(first.getEpochSecond(), last.getEpochSecond());
        var nanos = Arbitraries.integers().between(0, 999_999_999);
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
    }

    private static Arbitrary<OptionalInt> optionalInts() {
        return Arbitraries.oneOf(
                Arbitraries.just(OptionalInt.empty()), Arbitraries.integers().map(OptionalInt::of));
    }

    private static Arbitrary<OptionalLong> optionalLongs() {
        return Arbitraries.oneOf(
                Arbitraries.just(OptionalLong.empty()), Arbitraries.longs().map(OptionalLong::of));
    }

    private static Arbitrary<ConnectionCounts> connectionCounts() {
        return Arbitraries.longs().list().ofSize(TcpState.ALL.size()).map(ConnectionCounts::new);
    }

    private Arbitrary<Counters> counters() {
        return Arbitraries.maps(names, Arbitraries.longs())
                .ofMaxSize(FEW)
                .map(map -> new Counters(List.copyOf(map.keySet()), List.copyOf(map.values())));
    }

    private static Arbitrary<Node> nodes() {
        var name = strings().ofMinLength(1);
        return Combinators.combine(name, strings(), strings(), strings(), Arbitraries.integers(), Arbitraries.longs())
                .as(Node::new);
    }
}
