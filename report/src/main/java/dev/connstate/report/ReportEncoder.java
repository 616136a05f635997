package dev.connstate.report;

import dev.connstate.report.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One report to its message. */
final class ReportEncoder {
    /** Each list of names met so far, and its index in the report's table. */
    private final Map<List<String>, Integer> names = new LinkedHashMap<>();

    /** Those of the last sysctls, sorted: the order of an immutable map differs from one JVM to the next. */
    private List<String> settings = List.of();

    /** Most namespaces of a look share one map: it is written once, and then copied. */
    private Map<String, String> lastSysctls = Map.of();

    private byte[] lastWritten = {};

    /** Namespace after namespace, so that never more than one is held here. */
    void write(NodeReport report, OutputStream to) throws IOException {
        var out = new MessageWriter();
        out.message(Wire.NodeReport.NODE_FIELD_NUMBER, report.node(), ReportEncoder::node);
        out.message(Wire.NodeReport.TAKEN_AT_FIELD_NUMBER, report.takenAt(), ReportEncoder::time);
        out.message(Wire.NodeReport.HOST_FIELD_NUMBER, report.host(), this::host);
        for (var namespace : report.namespaces()) {
            out.message(Wire.NodeReport.NAMESPACES_FIELD_NUMBER, namespace, this::namespace);
            out.moveTo(to);
        }
        out.texts(Wire.NodeReport.PROBLEMS_FIELD_NUMBER, report.problems());
        out.message(Wire.NodeReport.COST_FIELD_NUMBER, report.cost(), ReportEncoder::cost);
        out.messages(
                Wire.NodeReport.NAMES_FIELD_NUMBER,
                names.keySet(),
                (it, list) -> it.texts(Wire.Names.NAME_FIELD_NUMBER, list));
        out.number(Wire.NodeReport.PROTOCOL_FIELD_NUMBER, Protocol.KNOWN.newest());
        out.moveTo(to);
    }

    private static void node(MessageWriter out, Node node) {
        out.text(Wire.Node.NAME_FIELD_NUMBER, node.name());
        out.text(Wire.Node.KERNEL_FIELD_NUMBER, node.kernel());
        out.text(Wire.Node.BOOT_ID_FIELD_NUMBER, node.bootId());
        out.text(Wire.Node.ARCHITECTURE_FIELD_NUMBER, node.architecture());
        out.number(Wire.Node.CPUS_FIELD_NUMBER, node.cpus());
        out.number(Wire.Node.MEMORY_BYTES_FIELD_NUMBER, node.memoryBytes());
    }

    private static void time(MessageWriter out, Instant instant) {
        out.number(Wire.Time.SECONDS_FIELD_NUMBER, instant.getEpochSecond());
        out.number(Wire.Time.NANOS_FIELD_NUMBER, instant.getNano());
    }

    private void host(MessageWriter out, HostNumbers host) {
        out.message(Wire.HostNumbers.SOCKSTAT_FIELD_NUMBER, host.sockstat(), this::counters);
        out.message(Wire.HostNumbers.SOFTNET_FIELD_NUMBER, host.softnet(), this::counters);
        out.bytes(Wire.HostNumbers.SYSCTLS_FIELD_NUMBER, written(host.sysctls()));
    }

    private static void cost(MessageWriter out, AgentCost cost) {
        out.real(Wire.AgentCost.CPU_SECONDS_FIELD_NUMBER, cost.cpuSeconds());
        out.messages(Wire.AgentCost.SOURCES_FIELD_NUMBER, cost.sources(), (it, source) -> {
            it.text(Wire.AgentCost.Source.NAME_FIELD_NUMBER, source.name());
            it.number(Wire.AgentCost.Source.READS_FIELD_NUMBER, source.reads());
            it.real(Wire.AgentCost.Source.SECONDS_FIELD_NUMBER, source.seconds());
            it.number(Wire.AgentCost.Source.ROWS_FIELD_NUMBER, source.rows());
            it.number(Wire.AgentCost.Source.BYTES_FIELD_NUMBER, source.bytes());
        });
    }

    private void namespace(MessageWriter out, NamespaceReport namespace) {
        out.number(Wire.Namespace.ID_FIELD_NUMBER, namespace.id());
        out.number(Wire.Namespace.KIND_FIELD_NUMBER, kind(namespace.kind()));
        out.numbers(Wire.Namespace.PIDS_FIELD_NUMBER, namespace.pids());
        namespace.process().ifPresent(it -> SocketEncoder.process(out, Wire.Namespace.PROCESS_FIELD_NUMBER, it));
        namespace.pod().ifPresent(pod -> out.known(Wire.Namespace.POD_UID_FIELD_NUMBER, pod.uid()));
        namespace.source().ifPresent(source -> out.known(Wire.Namespace.SOURCE_FIELD_NUMBER, source(source)));
        namespace
                .tablesTakenAt()
                .ifPresent(at -> out.message(Wire.Namespace.TABLES_TAKEN_AT_FIELD_NUMBER, at, ReportEncoder::time));
        out.message(Wire.Namespace.COUNTERS_FIELD_NUMBER, namespace.counters(), this::counters);
        out.message(Wire.Namespace.SOCKSTAT_FIELD_NUMBER, namespace.sockstat(), this::counters);
        out.bytes(Wire.Namespace.SYSCTLS_FIELD_NUMBER, written(namespace.sysctls()));
        namespace.conntrack().ifPresent(it -> out.message(Wire.Namespace.CONNTRACK_FIELD_NUMBER, it, this::conntrack));
        namespace.addresses().forEach(it -> out.bytes(Wire.Namespace.ADDRESSES_FIELD_NUMBER, it.bytes()));
        SocketEncoder.sockets(out, namespace);
        out.texts(Wire.Namespace.PROBLEMS_FIELD_NUMBER, namespace.problems());
    }

    private static int kind(NamespaceKind kind) {
        return switch (kind) {
            case HOST -> Wire.Namespace.Kind.KIND_HOST_VALUE;
            case POD -> Wire.Namespace.Kind.KIND_POD_VALUE;
            case OTHER -> Wire.Namespace.Kind.KIND_OTHER_VALUE;
        };
    }

    private static int source(SourceKind source) {
        return switch (source) {
            case NETLINK -> Wire.Namespace.Source.SOURCE_NETLINK_VALUE;
            case BPF -> Wire.Namespace.Source.SOURCE_BPF_VALUE;
            case PROC -> Wire.Namespace.Source.SOURCE_PROC_VALUE;
        };
    }

    private void conntrack(MessageWriter out, Conntrack conntrack) {
        out.number(Wire.Conntrack.ENTRIES_FIELD_NUMBER, conntrack.entries());
        out.known(Wire.Conntrack.LIMIT_FIELD_NUMBER, conntrack.limit());
        out.message(Wire.Conntrack.COUNTERS_FIELD_NUMBER, conntrack.counters(), this::counters);
    }

    private void counters(MessageWriter out, Counters counters) {
        if (!counters.names().isEmpty()) {
            out.known(Wire.Counters.NAMES_FIELD_NUMBER, indexOf(counters.names()));
        }
        out.numbers(Wire.Counters.VALUES_FIELD_NUMBER, counters.values());
    }

    private byte[] written(Map<String, String> sysctls) {
        if (sysctls != lastSysctls) {
            var message = new MessageWriter();
            sysctls(message, sysctls);
            lastSysctls = sysctls;
            lastWritten = message.toBytes();
        }
        return lastWritten;
    }

    private void sysctls(MessageWriter out, Map<String, String> sysctls) {
        if (!sysctls.isEmpty()) {
            var sorted = sorted(sysctls.keySet());
            out.known(Wire.Sysctls.NAMES_FIELD_NUMBER, indexOf(sorted));
            sorted.forEach(name -> out.known(Wire.Sysctls.VALUES_FIELD_NUMBER, sysctls.get(name)));
        }
    }

    /** Most namespaces have the same. */
    private List<String> sorted(Set<String> names) {
        if (settings.size() != names.size() || !names.containsAll(settings)) {
            settings = Names.copyOf(names.stream().sorted().toList());
        }
        return settings;
    }

    private int indexOf(List<String> list) {
        return names.computeIfAbsent(list, _ -> names.size());
    }
}
