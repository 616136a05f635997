package dev.connstate.report;

import dev.connstate.report.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message to its report. Whatever is unsound is an IllegalArgumentException, from here or from the record that
 * refuses it.
 */
final class ReportDecoder {
    private final Wire.NodeReport wire;
    private final NameTable names;
    private final Shared shared = new Shared();
    private final SocketDecoder sockets = new SocketDecoder(shared);

    ReportDecoder(Wire.NodeReport wire) {
        this.wire = wire;
        names = new NameTable(wire.getNamesList());
    }

    NodeReport report() {
        if (!wire.hasTakenAt()) {
            throw new IllegalArgumentException("it does not say when it was taken");
        }
        return new NodeReport(
                node(wire.getNode()),
                time(wire.getTakenAt()),
                host(wire.getHost()),
                wire.getNamespacesList().stream().map(this::namespace).toList(),
                wire.getProblemsList(),
                cost(wire.getCost()));
    }

    private static Node node(Wire.Node node) {
        return new Node(
                node.getName(),
                node.getKernel(),
                node.getBootId(),
                node.getArchitecture(),
                node.getCpus(),
                node.getMemoryBytes());
    }

    private static Instant time(Wire.Time time) {
        long seconds = time.getSeconds();
        int nanos = time.getNanos();
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new IllegalArgumentException("%d seconds are beyond all time".formatted(seconds));
        }
        if (nanos < 0 || nanos > 999_999_999) {
            throw new IllegalArgumentException("%d nanoseconds are no part of a second".formatted(nanos));
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private HostNumbers host(Wire.HostNumbers host) {
        return new HostNumbers(
                names.counters(host.getSockstat()),
                names.counters(host.getSoftnet()),
                names.sysctls(host.getSysctls()));
    }

    private static AgentCost cost(Wire.AgentCost cost) {
        return new AgentCost(
                cost.getCpuSeconds(),
                cost.getSourcesList().stream()
                        .map(source -> new AgentCost.SourceCost(
                                source.getName(),
                                source.getReads(),
                                source.getSeconds(),
                                source.getRows(),
                                source.getBytes()))
                        .toList());
    }

    private NamespaceReport namespace(Wire.Namespace namespace) {
        try {
            var problems = new ArrayList<>(namespace.getProblemsList());
            return new NamespaceReport(
                    namespace.getId(),
                    kind(namespace, problems),
                    namespace.getPidsList(),
                    sockets.process(namespace.hasProcess(), namespace.getProcess()),
                    namespace.hasPodUid() ? Optional.of(new Pod(namespace.getPodUid())) : Optional.empty(),
                    source(namespace, problems),
                    namespace.hasTablesTakenAt() ? Optional.of(time(namespace.getTablesTakenAt())) : Optional.empty(),
                    sockets.connections(namespace.hasConnections(), namespace.getConnections()),
                    names.counters(namespace.getCounters()),
                    names.counters(namespace.getSockstat()),
                    namespace.hasConntrack() ? Optional.of(conntrack(namespace.getConntrack())) : Optional.empty(),
                    names.sysctls(namespace.getSysctls()),
                    addresses(namespace),
                    namespace.getListenersList().stream().map(sockets::listener).toList(),
                    namespace.getDestinationsList().stream()
                            .map(sockets::destination)
                            .toList(),
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
                    "namespace %s: %s".formatted(Long.toUnsignedString(namespace.getId()), e.getMessage()), e);
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

    private Omitted omitted(Wire.Omitted omitted) {
        return new Omitted(
                omitted.getListeners(),
                omitted.getDestinations(),
                sockets.connections(omitted.getConnections()),
                omitted.getCloseWait(),
                omitted.getClosing(),
                omitted.getIdle(),
                omitted.getUdp());
    }
}
