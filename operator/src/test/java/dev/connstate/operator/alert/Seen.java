package dev.connstate.operator.alert;

import dev.connstate.diagnosis.window.Before;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.operator.fleet.Target;
import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Counters;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.Pod;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import dev.connstate.report.UdpSocket;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reports of a pod's namespace, from one where everything was read and nothing is there. */
final class Seen {
    static final NamespaceReport NOTHING = new NamespaceReport(
            4_026_532_202L,
            NamespaceKind.POD,
            List.of(),
            Optional.empty(),
            Optional.of(new Pod("uid")),
            Optional.of(SourceKind.NETLINK),
            Optional.empty(),
            Optional.of(ConnectionCounts.NONE),
            Counters.NONE,
            Counters.NONE,
            Optional.empty(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            OptionalLong.empty(),
            List.of(),
            Omitted.NONE,
            List.of());

    static final Listener LISTENER = new Listener(
            Address.ANY_V4,
            8080,
            1,
            1,
            new AcceptQueue(0, OptionalLong.of(50)),
            OptionalLong.of(0),
            Optional.empty(),
            OptionalLong.of(0),
            OptionalLong.of(0),
            Optional.empty(),
            Optional.empty());

    static final UdpSocket UDP =
            new UdpSocket(Address.ANY_V4, 53, 1, 0, OptionalLong.of(212_992), OptionalLong.of(0), Optional.empty());

    private Seen() {}

    static ConnectionCounts closeWait(long count) {
        var counts = new long[TcpState.ALL.size()];
        counts[TcpState.CLOSE_WAIT.ordinal()] = count;
        return ConnectionCounts.of(counts);
    }

    static Sighting alone(NamespaceReport now) {
        return new Sighting(now, Optional.empty(), Duration.ZERO, HostNumbers.NONE, List.of());
    }

    static Sighting after(NamespaceReport before, Duration interval, NamespaceReport now) {
        return new Sighting(now, Optional.of(Before.of(before)), interval, HostNumbers.NONE, List.of());
    }

    static Target target(String name, Optional<Sighting> sighting) {
        return new Target(name, "node-17", sighting);
    }

    /** A record with another value in one place. */
    static <R extends Record> R with(R record, String component, Object value) {
        var components = record.getClass().getRecordComponents();
        if (Arrays.stream(components).noneMatch(it -> it.getName().equals(component))) {
            throw new AssertionError("%s has no %s".formatted(record.getClass(), component));
        }
        try {
            var values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(record);
            }
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked")
            var type = (Class<R>) record.getClass();
            return type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
