package dev.connstate.report;

import dev.connstate.report.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One namespace after the other: of what there is much of, the rows; of the rest, the generated message. */
final class NamespaceDecoder {
    private final WireReader in;
    private final NameTable names;
    private final RowDecoder rows;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream(256);
    private final Shared shared = new Shared();
    private final SocketDecoder sockets = new SocketDecoder(shared);

    NamespaceDecoder(WireReader in, NameTable names) {
        this.in = in;
        this.names = names;
        rows = new RowDecoder(in, names);
    }

    /** The message that the reader is at. */
    NamespaceReport namespace() throws IOException {
        long id = 0;
        var process = Optional.<ProcessRef>empty();
        var connections = Optional.<ConnectionCounts>empty();
        var counters = Counters.NONE;
        var sockstat = Counters.NONE;
        var sysctls = Map.<String, String>of();
        var listeners = new ArrayList<Listener>();
        var destinations = new ArrayList<Destination>();
        rest.reset();
        int entered = in.enter();
        try {
            for (int field = in.next(); field != 0; field = in.next()) {
                switch (field) {
                    case Wire.Namespace.ID_FIELD_NUMBER -> id = in.number();
                    case Wire.Namespace.PROCESS_FIELD_NUMBER -> process = rows.process();
                    case Wire.Namespace.CONNECTIONS_FIELD_NUMBER -> connections = Optional.of(rows.connections());
                    case Wire.Namespace.COUNTERS_FIELD_NUMBER -> counters = rows.counters();
                    case Wire.Namespace.SOCKSTAT_FIELD_NUMBER -> sockstat = rows.counters();
                    case Wire.Namespace.SYSCTLS_FIELD_NUMBER -> sysctls = rows.sysctls();
                    case Wire.Namespace.LISTENERS_FIELD_NUMBER -> listeners.add(rows.listener());
                    case Wire.Namespace.DESTINATIONS_FIELD_NUMBER -> destinations.add(rows.destination());
                    default -> in.copy(rest);
                }
            }
            in.leave(entered);
            var namespace = Wire.Namespace.parseFrom(rest.toByteArray());
            var problems = new ArrayList<>(namespace.getProblemsList());
            return new NamespaceReport(
                    id,
                    kind(namespace, problems),
                    namespace.getPidsList(),
                    process,
                    namespace.hasPodUid() ? Optional.of(new Pod(namespace.getPodUid())) : Optional.empty(),
                    source(namespace, problems),
                    namespace.hasTablesTakenAt()
                            ? Optional.of(ReportDecoder.time(namespace.getTablesTakenAt()))
                            : Optional.empty(),
                    connections,
                    counters,
                    sockstat,
                    namespace.hasConntrack() ? Optional.of(conntrack(namespace.getConntrack())) : Optional.empty(),
                    sysctls,
                    addresses(namespace),
                    listeners,
                    destinations,
                    namespace.hasPorts() ? Optional.of(sockets.ports(namespace.getPorts())) : Optional.empty(),
                    namespace.getCloseWaitList().stream()
                            .map(sockets::closeWait)
                            .toList(),
                    namespace.getClosingList().stream().map(sockets::closing).toList(),
                    namespace.hasIdle() ? Optional.of(sockets.idle(namespace.getIdle())) : Optional.empty(),
                    namespace.getUdpList().stream().map(sockets::udp).toList(),
                    shared.optional(namespace.hasDetachedSockets(), namespace.getDetachedSockets()),
                    namespace.getDetachedList().stream().map(sockets::detached).toList(),
                    namespace.hasOmitted() ? omitted(namespace.getOmitted()) : Omitted.NONE,
                    problems);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "namespace %s: %s".formatted(Long.toUnsignedString(id), e.getMessage()), e);
        }
    }

    private List<Address> addresses(Wire.Namespace namespace) {
        return namespace.getAddressesList().stream().map(sockets::address).toList();
    }

    private static NamespaceKind kind(Wire.Namespace namespace, List<String> problems) {
        return switch (namespace.getKind()) {
            case KIND_HOST -> NamespaceKind.HOST;
            case KIND_POD -> NamespaceKind.POD;
            case KIND_OTHER -> NamespaceKind.OTHER;
            case KIND_UNSPECIFIED -> throw new IllegalArgumentException("it does not say its kind");
            case UNRECOGNIZED -> {
                problems.add("The agent is newer: its kind %d of namespaces is not known here."
                        .formatted(namespace.getKindValue()));
                yield NamespaceKind.OTHER;
            }
        };
    }

    private static Optional<SourceKind> source(Wire.Namespace namespace, List<String> problems) {
        return switch (namespace.getSource()) {
            case SOURCE_NETLINK -> Optional.of(SourceKind.NETLINK);
            case SOURCE_BPF -> Optional.of(SourceKind.BPF);
            case SOURCE_PROC -> Optional.of(SourceKind.PROC);
            case SOURCE_UNSPECIFIED -> Optional.empty();
            case UNRECOGNIZED -> {
                problems.add("The agent is newer: its source %d of socket tables is not known here."
                        .formatted(namespace.getSourceValue()));
                yield Optional.empty();
            }
        };
    }

    private Conntrack conntrack(Wire.Conntrack conntrack) {
        return new Conntrack(
                conntrack.getEntries(),
                shared.optional(conntrack.hasLimit(), conntrack.getLimit()),
                names.counters(conntrack.getCounters()));
    }

    private static Omitted omitted(Wire.Omitted omitted) {
        return new Omitted(
                omitted.getListeners(),
                omitted.getDestinations(),
                SocketDecoder.connections(omitted.getConnections()),
                omitted.getCloseWait(),
                omitted.getClosing(),
                omitted.getIdle(),
                omitted.getUdp());
    }
}
