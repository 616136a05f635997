package dev.connstate.report;

import com.google.protobuf.ByteString;
import dev.connstate.report.wire.Wire;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One report to its message. */
final class ReportEncoder {
    /** Each list of names met so far, and its index in the report's table. */
    private final Map<List<String>, Integer> names = new LinkedHashMap<>();

    Wire.NodeReport report(NodeReport report) {
        var wire = Wire.NodeReport.newBuilder()
                .setNode(node(report.node()))
                .setTakenAt(time(report.takenAt()))
                .setHost(host(report.host()))
                .addAllProblems(report.problems())
                .setCost(cost(report.cost()));
        report.namespaces().forEach(namespace -> wire.addNamespaces(namespace(namespace)));
        names.keySet().forEach(list -> wire.addNames(Wire.Names.newBuilder().addAllName(list)));
        return wire.build();
    }

    private static Wire.Node node(Node node) {
        return Wire.Node.newBuilder()
                .setName(node.name())
                .setKernel(node.kernel())
                .setBootId(node.bootId())
                .setArchitecture(node.architecture())
                .setCpus(node.cpus())
                .setMemoryBytes(node.memoryBytes())
                .build();
    }

    private static Wire.Time time(Instant instant) {
        return Wire.Time.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private Wire.HostNumbers host(HostNumbers host) {
        return Wire.HostNumbers.newBuilder()
                .setSockstat(counters(host.sockstat()))
                .setSoftnet(counters(host.softnet()))
                .setSysctls(sysctls(host.sysctls()))
                .build();
    }

    private static Wire.AgentCost cost(AgentCost cost) {
        var wire = Wire.AgentCost.newBuilder().setCpuSeconds(cost.cpuSeconds());
        cost.sources()
                .forEach(source -> wire.addSources(Wire.AgentCost.Source.newBuilder()
                        .setName(source.name())
                        .setReads(source.reads())
                        .setSeconds(source.seconds())
                        .setRows(source.rows())
                        .setBytes(source.bytes())));
        return wire.build();
    }

    private Wire.Namespace namespace(NamespaceReport namespace) {
        var wire = Wire.Namespace.newBuilder()
                .setId(namespace.id())
                .setKind(kind(namespace.kind()))
                .addAllPids(namespace.pids())
                .setCounters(counters(namespace.counters()))
                .setSockstat(counters(namespace.sockstat()))
                .setSysctls(sysctls(namespace.sysctls()))
                .setOmitted(omitted(namespace.omitted()))
                .addAllProblems(namespace.problems());
        namespace.process().ifPresent(process -> wire.setProcess(process(process)));
        namespace.pod().ifPresent(pod -> wire.setPodUid(pod.uid()));
        namespace.source().ifPresent(source -> wire.setSource(source(source)));
        namespace.tablesTakenAt().ifPresent(instant -> wire.setTablesTakenAt(time(instant)));
        namespace.connections().ifPresent(counts -> wire.setConnections(connections(counts)));
        namespace.conntrack().ifPresent(conntrack -> wire.setConntrack(conntrack(conntrack)));
        namespace.listeners().forEach(listener -> wire.addListeners(listener(listener)));
        namespace.destinations().forEach(destination -> wire.addDestinations(destination(destination)));
        namespace.closeWait().forEach(holder -> wire.addCloseWait(closeWait(holder)));
        namespace.udp().forEach(socket -> wire.addUdp(udp(socket)));
        return wire.build();
    }

    private static Wire.Namespace.Kind kind(NamespaceKind kind) {
        return switch (kind) {
            case HOST -> Wire.Namespace.Kind.KIND_HOST;
            case POD -> Wire.Namespace.Kind.KIND_POD;
            case OTHER -> Wire.Namespace.Kind.KIND_OTHER;
        };
    }

    private static Wire.Namespace.Source source(SourceKind source) {
        return switch (source) {
            case NETLINK -> Wire.Namespace.Source.SOURCE_NETLINK;
            case PROC -> Wire.Namespace.Source.SOURCE_PROC;
        };
    }

    private static Wire.ConnectionCounts connections(ConnectionCounts counts) {
        return Wire.ConnectionCounts.newBuilder().addAllByState(counts.counts()).build();
    }

    private Wire.Conntrack conntrack(Conntrack conntrack) {
        var wire =
                Wire.Conntrack.newBuilder().setEntries(conntrack.entries()).setCounters(counters(conntrack.counters()));
        conntrack.limit().ifPresent(wire::setLimit);
        return wire.build();
    }

    private static Wire.Listener listener(Listener listener) {
        var wire = Wire.Listener.newBuilder()
                .setAddress(address(listener.address()))
                .setPort(listener.port())
                .setInode(listener.inode())
                .setSharing(listener.sharing())
                .setQueueLength(listener.acceptQueue().length());
        listener.acceptQueue().limit().ifPresent(wire::setQueueLimit);
        listener.synReceived().ifPresent(wire::setSynReceived);
        listener.drops().ifPresent(wire::setDrops);
        listener.connections().ifPresent(counts -> wire.setConnections(connections(counts)));
        listener.process().ifPresent(process -> wire.setProcess(process(process)));
        return wire.build();
    }

    private static Wire.Destination destination(Destination destination) {
        var wire = Wire.Destination.newBuilder()
                .setSource(address(destination.source()))
                .setAddress(address(destination.address()))
                .setPort(destination.port())
                .setConnections(connections(destination.connections()))
                .setPortsUsed(destination.portsUsed());
        destination.portsUsable().ifPresent(wire::setPortsUsable);
        return wire.build();
    }

    private static Wire.CloseWaitHolder closeWait(CloseWaitHolder holder) {
        var wire = Wire.CloseWaitHolder.newBuilder()
                .setAccepted(holder.accepted())
                .setCount(holder.count())
                .setUnreadBytes(holder.unreadBytes());
        holder.process().ifPresent(process -> wire.setProcess(process(process)));
        holder.peers().forEach(peer -> wire.addPeers(peer(peer)));
        return wire.build();
    }

    private static Wire.Peer peer(Peer peer) {
        var wire = Wire.Peer.newBuilder().setAddress(address(peer.address())).setCount(peer.count());
        peer.port().ifPresent(wire::setPort);
        return wire.build();
    }

    private static Wire.UdpSocket udp(UdpSocket socket) {
        var wire = Wire.UdpSocket.newBuilder()
                .setAddress(address(socket.address()))
                .setPort(socket.port())
                .setInode(socket.inode())
                .setReceiveQueueBytes(socket.receiveQueueBytes());
        socket.drops().ifPresent(wire::setDrops);
        socket.process().ifPresent(process -> wire.setProcess(process(process)));
        return wire.build();
    }

    private static Wire.Omitted omitted(Omitted omitted) {
        return Wire.Omitted.newBuilder()
                .setListeners(omitted.listeners())
                .setDestinations(omitted.destinations())
                .setConnections(connections(omitted.connections()))
                .setCloseWait(omitted.closeWait())
                .setUdp(omitted.udp())
                .build();
    }

    private static Wire.Process process(ProcessRef process) {
        var wire = Wire.Process.newBuilder().setPid(process.pid()).setName(process.name());
        process.container().ifPresent(container -> wire.setContainer(container(container)));
        return wire.build();
    }

    private static Wire.Container container(Container container) {
        var wire = Wire.Container.newBuilder().setPodUid(container.podUid());
        container.id().ifPresent(wire::setId);
        return wire.build();
    }

    private static ByteString address(Address address) {
        return ByteString.copyFrom(address.bytes());
    }

    private Wire.Counters counters(Counters counters) {
        var wire = Wire.Counters.newBuilder().addAllValues(counters.values());
        if (!counters.names().isEmpty()) {
            wire.setNames(indexOf(counters.names()));
        }
        return wire.build();
    }

    private Wire.Sysctls sysctls(Map<String, String> sysctls) {
        // Sorted, since the order of an immutable map differs from one JVM to the next.
        var sorted = new TreeMap<>(sysctls);
        var wire = Wire.Sysctls.newBuilder().addAllValues(sorted.values());
        if (!sorted.isEmpty()) {
            wire.setNames(indexOf(List.copyOf(sorted.keySet())));
        }
        return wire.build();
    }

    private int indexOf(List<String> list) {
        return names.computeIfAbsent(list, _ -> names.size());
    }
}
