package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.kernel.libc.OpenDirectory;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.agent.kernel.proc.ProcText;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings that bear on connections. Which kernel has which differs; what is missing is left out. */
final class Sysctls {
    static final String CONNTRACK_MAX = "net.netfilter.nf_conntrack_max";

    /** Each namespace has its own. */
    static final List<String> OF_NAMESPACE = Stream.concat(
                    Stream.of(
                            "net.core.somaxconn",
                            "net.netfilter.nf_conntrack_tcp_timeout_close",
                            "net.netfilter.nf_conntrack_tcp_timeout_close_wait",
                            "net.netfilter.nf_conntrack_tcp_timeout_established",
                            "net.netfilter.nf_conntrack_tcp_timeout_fin_wait",
                            "net.netfilter.nf_conntrack_tcp_timeout_last_ack",
                            "net.netfilter.nf_conntrack_tcp_timeout_max_retrans",
                            "net.netfilter.nf_conntrack_tcp_timeout_syn_recv",
                            "net.netfilter.nf_conntrack_tcp_timeout_syn_sent",
                            "net.netfilter.nf_conntrack_tcp_timeout_time_wait",
                            "net.netfilter.nf_conntrack_tcp_timeout_unacknowledged",
                            "net.netfilter.nf_conntrack_udp_timeout",
                            "net.netfilter.nf_conntrack_udp_timeout_stream"),
                    Stream.of(
                                    "ip_local_port_range",
                                    "ip_local_reserved_ports",
                                    "ip_unprivileged_port_start",
                                    "tcp_abort_on_overflow",
                                    "tcp_child_ehash_entries",
                                    "tcp_ehash_entries",
                                    "tcp_fastopen",
                                    "tcp_fin_timeout",
                                    "tcp_keepalive_intvl",
                                    "tcp_keepalive_probes",
                                    "tcp_keepalive_time",
                                    "tcp_max_syn_backlog",
                                    "tcp_max_tw_buckets",
                                    "tcp_migrate_req",
                                    "tcp_moderate_rcvbuf",
                                    "tcp_mtu_probing",
                                    "tcp_no_metrics_save",
                                    "tcp_notsent_lowat",
                                    "tcp_orphan_retries",
                                    "tcp_retries1",
                                    "tcp_retries2",
                                    "tcp_rfc1337",
                                    "tcp_rmem",
                                    "tcp_rto_max_ms",
                                    "tcp_slow_start_after_idle",
                                    "tcp_syn_linear_timeouts",
                                    "tcp_syn_retries",
                                    "tcp_synack_retries",
                                    "tcp_syncookies",
                                    "tcp_timestamps",
                                    "tcp_tw_recycle", // before 4.12
                                    "tcp_tw_reuse",
                                    "tcp_tw_reuse_delay",
                                    "tcp_wmem",
                                    "udp_rmem_min",
                                    "udp_wmem_min")
                            .map("net.ipv4."::concat))
            .toList();

    /** One value for the whole host; only the host's own namespace has them all. */
    static final List<String> OF_HOST = List.of(
            "net.core.netdev_max_backlog",
            "net.core.rmem_default",
            "net.core.rmem_max",
            "net.core.wmem_default",
            "net.core.wmem_max",
            "net.ipv4.tcp_max_orphans",
            "net.ipv4.tcp_mem",
            "net.ipv4.udp_mem",
            "net.netfilter.nf_conntrack_buckets",
            CONNTRACK_MAX);

    /** Those of the host's that are asked for of a single namespace, and that most kernels show in each. */
    static final List<String> OF_HOST_SEEN_EVERYWHERE = List.of("net.core.rmem_max", CONNTRACK_MAX);

    private final Libc libc;
    private final ProcRoot proc;
    private final ProcText text = new ProcText();
    private Map<String, String> last = Map.of();

    Sysctls(Libc libc, ProcRoot proc) {
        this.libc = libc;
        this.proc = proc;
    }

    /** Those of this thread's namespace, {@link #shared}. */
    Map<String, String> ofNamespace() {
        return shared(read(OF_NAMESPACE));
    }

    /** The very map that was given last, if that says the same, as those of most namespaces do. */
    Map<String, String> shared(Map<String, String> values) {
        if (!values.equals(last)) {
            last = Map.copyOf(values);
        }
        return last;
    }

    /** As the calling thread's namespace has them; tabs become blanks. */
    Map<String, String> read(List<String> names) {
        var values = new HashMap<String, String>();
        names.stream()
                .collect(Collectors.groupingBy(name -> name.substring(0, name.lastIndexOf('.'))))
                .forEach((directory, those) -> read(directory, those, values));
        return values;
    }

    /**
     * Each namespace has a directory of its own behind the same path, and the kernel goes through those of all to find one
     * ({@code proc_sys_compare}): so it is opened once for all its files.
     */
    private void read(String directory, List<String> names, Map<String, String> values) {
        try (var open = new OpenDirectory(libc, proc.sysctl(directory))) {
            for (var name : names) {
                read(open, name.substring(directory.length() + 1)).ifPresent(value -> values.put(name, value));
            }
        } catch (KernelException e) {
            // A module that is not loaded: unknown.
        }
    }

    private Optional<String> read(OpenDirectory directory, String file) {
        try {
            text.readWhole(directory, file);
            return Optional.of(oneLine(text.toString().strip()));
        } catch (IOException e) {
            return Optional.empty(); // another kernel, or write-only: unknown
        }
    }

    private static String oneLine(String value) {
        return value.indexOf('\t') < 0 && value.indexOf('\n') < 0 && !value.contains("  ")
                ? value
                : value.replaceAll("\\s+", " ");
    }
}
