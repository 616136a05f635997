package dev.connstate.diagnosis.window;

import dev.connstate.report.Address;
import dev.connstate.report.Ages;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Conntrack;
import dev.connstate.report.Counters;
import dev.connstate.report.Destination;
import dev.connstate.report.IdleSockets;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.PortUse;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import dev.connstate.report.UdpSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A look that is over, out of what {@link LookWriter} wrote of it. What hardly ever changes is that of a newer look of the
 * same namespace.
 */
final class LookReader {
    private final Numbers in;

    LookReader(Numbers in) {
        this.in = in;
    }

    NamespaceReport sockets(Instant at, Counters counters, NamespaceReport like) {
        var tables = tablesTakenAt(at, in);
        var connections = present(this::counts);
        var listeners = new ListenerColumns(in).read(this::counts);
        var conntrack = present(() ->
                new Conntrack(in.next(), optional(), counters(like.conntrack().map(Conntrack::counters))));
        var sockstat = counters(Optional.of(like.sockstat()));
        var ports = present(() -> new PortUse(in.nextInt(), in.next(), optionalInt()));
        var detached = optional();
        var omitted =
                new Omitted(in.next(), in.next(), ConnectionCounts.NONE, in.next(), in.next(), in.next(), in.next());
        var destinations = many(this::destination);
        return new NamespaceReport(
                like.id(),
                like.kind(),
                like.pids(),
                like.process(),
                like.pod(),
                like.source(),
                tables,
                connections,
                counters,
                sockstat,
                conntrack,
                like.sysctls(),
                like.addresses(),
                listeners,
                destinations,
                ports,
                many(this::closeWait),
                many(this::closing),
                present(() -> many(this::idle)),
                many(this::udp),
                detached,
                List.of(),
                omitted,
                List.of());
    }

    /** What its numbers begin with. */
    static Optional<Instant> tablesTakenAt(Instant at, Numbers in) {
        return in.nextTrue() ? Optional.of(at.minusSeconds(in.next()).minusNanos(in.next())) : Optional.empty();
    }

    private Destination destination() {
        return new Destination(address(), address(), in.nextInt(), counts(), in.next(), in.nextInt(), optionalInt());
    }

    private CloseWaitHolder closeWait() {
        return new CloseWaitHolder(
                process(),
                in.nextTrue(),
                in.next(),
                in.next(),
                present(() -> new Ages(in.next(), in.next())),
                List.of());
    }

    private ClosingSockets closing() {
        return new ClosingSockets(
                TcpState.ALL.get(in.nextInt()),
                Timer.ALL.get(in.nextInt()),
                in.nextTrue(),
                process(),
                in.next(),
                in.next(),
                in.next(),
                List.of());
    }

    private IdleSockets idle() {
        return new IdleSockets(process(), in.nextTrue(), optional(), in.next(), in.next(), List.of());
    }

    private UdpSocket udp() {
        return new UdpSocket(address(), in.nextInt(), in.next(), in.next(), optional(), optional(), Optional.empty());
    }

    private ConnectionCounts counts() {
        var counts = new long[TcpState.ALL.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.next();
        }
        return ConnectionCounts.of(counts);
    }

    /** Another kernel would be another boot, so the names are those of the newer look; where there are none, unknown. */
    private Counters counters(Optional<Counters> like) {
        var values = new long[in.nextInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.next();
        }
        return like.map(Counters::names)
                .filter(names -> names.size() == values.length)
                .map(names -> Counters.of(names, values))
                .orElse(Counters.NONE);
    }

    private Optional<ProcessRef> process() {
        int pid = in.nextInt();
        return pid < 0 ? Optional.empty() : Optional.of(new ProcessRef(pid, "", Optional.empty()));
    }

    private Address address() {
        boolean v4 = in.nextTrue();
        long high = in.next();
        return v4 ? Address.v4(in.nextInt()) : new Address(high, in.next());
    }

    private OptionalLong optional() {
        boolean is = in.nextTrue();
        long number = in.next();
        return is ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private OptionalInt optionalInt() {
        boolean is = in.nextTrue();
        int number = in.nextInt();
        return is ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private <T> Optional<T> present(Supplier<T> part) {
        return in.nextTrue() ? Optional.of(part.get()) : Optional.empty();
    }

    private <T> List<T> many(Supplier<T> one) {
        int count = in.nextInt();
        var all = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            all.add(one.get());
        }
        return all;
    }
}
