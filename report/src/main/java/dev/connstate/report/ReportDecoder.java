package dev.connstate.report;

import com.google.protobuf.ByteString;
import dev.connstate.report.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One message to its report. Whatever is unsound is an IllegalArgumentException, from here or from the record that
 * refuses it.
 */
final class ReportDecoder {
    private final Wire.NodeReport wire;
    private final NameTable names;

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
                    process(namespace.hasProcess(), namespace.getProcess()),
                    namespace.hasPodUid() ? Optional.of(new Pod(namespace.getPodUid())) : Optional.empty(),
                    source(namespace, problems),
                    namespace.hasTablesTakenAt() ? Optional.of(time(namespace.getTablesTakenAt())) : Optional.empty(),
                    connections(namespace.hasConnections(), namespace.getConnections()),
                    names.counters(namespace.getCounters()),
                    names.counters(namespace.getSockstat()),
                    namespace.hasConntrack() ? Optional.of(conntrack(namespace.getConntrack())) : Optional.empty(),
                    names.sysctls(namespace.getSysctls()),
                    namespace.getListenersList().stream()
                            .map(ReportDecoder::listener)
                            .toList(),
                    namespace.getDestinationsList().stream()
                            .map(ReportDecoder::destination)
                            .toList(),
                    namespace.getCloseWaitList().stream()
                            .map(ReportDecoder::closeWait)
                            .toList(),
                    namespace.getUdpList().stream().map(ReportDecoder::udp).toList(),
                    namespace.hasOmitted() ? omitted(namespace.getOmitted()) : Omitted.NONE,
                    problems);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "namespace %s: %s".formatted(Long.toUnsignedString(namespace.getId()), e.getMessage()), e);
        }
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
            case SOURCE_PROC -> Optional.of(SourceKind.PROC);
            case SOURCE_UNSPECIFIED -> Optional.empty();
            case UNRECOGNIZED -> {
                problems.add("The agent is newer: its source %d of socket tables is not known here."
                        .formatted(namespace.getSourceValue()));
                yield Optional.empty();
            }
        };
    }

    private static Optional<ConnectionCounts> connections(boolean counted, Wire.ConnectionCounts counts) {
        return counted ? Optional.of(connections(counts)) : Optional.empty();
    }

    private static ConnectionCounts connections(Wire.ConnectionCounts counts) {
        return new ConnectionCounts(counts.getByStateList());
    }

    private Conntrack conntrack(Wire.Conntrack conntrack) {
        return new Conntrack(
                conntrack.getEntries(),
                optional(conntrack.hasLimit(), conntrack.getLimit()),
                names.counters(conntrack.getCounters()));
    }

    private static Listener listener(Wire.Listener listener) {
        return new Listener(
                address(listener.getAddress()),
                listener.getPort(),
                listener.getInode(),
                listener.getSharing(),
                new AcceptQueue(
                        listener.getQueueLength(), optional(listener.hasQueueLimit(), listener.getQueueLimit())),
                optional(listener.hasSynReceived(), listener.getSynReceived()),
                optional(listener.hasDrops(), listener.getDrops()),
                connections(listener.hasConnections(), listener.getConnections()),
                process(listener.hasProcess(), listener.getProcess()));
    }

    private static Destination destination(Wire.Destination destination) {
        return new Destination(
                address(destination.getSource()),
                address(destination.getAddress()),
                destination.getPort(),
                connections(destination.getConnections()),
                destination.getPortsUsed(),
                optional(destination.hasPortsUsable(), destination.getPortsUsable()));
    }

    private static CloseWaitHolder closeWait(Wire.CloseWaitHolder holder) {
        return new CloseWaitHolder(
                process(holder.hasProcess(), holder.getProcess()),
                holder.getAccepted(),
                holder.getCount(),
                holder.getUnreadBytes(),
                holder.getPeersList().stream().map(ReportDecoder::peer).toList());
    }

    private static Peer peer(Wire.Peer peer) {
        return new Peer(address(peer.getAddress()), optional(peer.hasPort(), peer.getPort()), peer.getCount());
    }

    private static UdpSocket udp(Wire.UdpSocket socket) {
        return new UdpSocket(
                address(socket.getAddress()),
                socket.getPort(),
                socket.getInode(),
                socket.getReceiveQueueBytes(),
                optional(socket.hasDrops(), socket.getDrops()),
                process(socket.hasProcess(), socket.getProcess()));
    }

    private static Omitted omitted(Wire.Omitted omitted) {
        return new Omitted(
                omitted.getListeners(),
                omitted.getDestinations(),
                connections(omitted.getConnections()),
                omitted.getCloseWait(),
                omitted.getUdp());
    }

    private static Optional<ProcessRef> process(boolean known, Wire.Process process) {
        return known
                ? Optional.of(new ProcessRef(
                        process.getPid(), process.getName(), container(process.hasContainer(), process.getContainer())))
                : Optional.empty();
    }

    private static Optional<Container> container(boolean known, Wire.Container container) {
        return known
                ? Optional.of(new Container(
                        container.getPodUid(), container.hasId() ? Optional.of(container.getId()) : Optional.empty()))
                : Optional.empty();
    }

    private static Address address(ByteString bytes) {
        return Address.ofBytes(bytes.toByteArray());
    }

    private static OptionalLong optional(boolean known, long value) {
        return known ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static OptionalInt optional(boolean known, int value) {
        return known ? OptionalInt.of(value) : OptionalInt.empty();
    }
}
