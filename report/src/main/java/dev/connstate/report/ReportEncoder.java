package dev.connstate.report;

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
                .setProtocol(Protocol.KNOWN.newest())
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
        namespace.process().ifPresent(process -> wire.setProcess(SocketEncoder.process(process)));
        namespace.pod().ifPresent(pod -> wire.setPodUid(pod.uid()));
        namespace.source().ifPresent(source -> wire.setSource(source(source)));
        namespace.tablesTakenAt().ifPresent(instant -> wire.setTablesTakenAt(time(instant)));
        namespace.connections().ifPresent(counts -> wire.setConnections(SocketEncoder.connections(counts)));
        namespace.conntrack().ifPresent(conntrack -> wire.setConntrack(conntrack(conntrack)));
        namespace.addresses().forEach(address -> wire.addAddresses(SocketEncoder.address(address)));
        sockets(namespace, wire);
        return wire.build();
    }

    private static void sockets(NamespaceReport namespace, Wire.Namespace.Builder wire) {
        namespace.listeners().forEach(listener -> wire.addListeners(SocketEncoder.listener(listener)));
        namespace.destinations().forEach(destination -> wire.addDestinations(SocketEncoder.destination(destination)));
        namespace.ports().ifPresent(ports -> wire.setPorts(SocketEncoder.ports(ports)));
        namespace.closeWait().forEach(holder -> wire.addCloseWait(SocketEncoder.closeWait(holder)));
        namespace.closing().forEach(sockets -> wire.addClosing(SocketEncoder.closing(sockets)));
        namespace.idle().ifPresent(sockets -> wire.setIdle(SocketEncoder.idle(sockets)));
        namespace.udp().forEach(socket -> wire.addUdp(SocketEncoder.udp(socket)));
        namespace.detachedSockets().ifPresent(wire::setDetachedSockets);
        namespace.detached().forEach(sockets -> wire.addDetached(SocketEncoder.detached(sockets)));
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
            case BPF -> Wire.Namespace.Source.SOURCE_BPF;
            case PROC -> Wire.Namespace.Source.SOURCE_PROC;
        };
    }

    private Wire.Conntrack conntrack(Conntrack conntrack) {
        var wire =
                Wire.Conntrack.newBuilder().setEntries(conntrack.entries()).setCounters(counters(conntrack.counters()));
        conntrack.limit().ifPresent(wire::setLimit);
        return wire.build();
    }

    private static Wire.Omitted omitted(Omitted omitted) {
        return Wire.Omitted.newBuilder()
                .setListeners(omitted.listeners())
                .setDestinations(omitted.destinations())
                .setConnections(SocketEncoder.connections(omitted.connections()))
                .setCloseWait(omitted.closeWait())
                .setClosing(omitted.closing())
                .setIdle(omitted.idle())
                .setUdp(omitted.udp())
                .build();
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
