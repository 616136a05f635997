package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sysctls of a namespace as {@code struct net} has them, for who may not enter it. Those that the kernel keeps in
 * jiffies are left out: how long one is, it does not tell.
 */
final class NetSettings {
    private static final int MOST_BYTES = 12; // three ints, as tcp_rmem has
    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("net.core.somaxconn", "core.sysctl_somaxconn"),
            Map.entry("net.ipv4.ip_unprivileged_port_start", "ipv4.sysctl_ip_prot_sock"),
            Map.entry("net.ipv4.tcp_abort_on_overflow", "ipv4.sysctl_tcp_abort_on_overflow"),
            Map.entry("net.ipv4.tcp_child_ehash_entries", "ipv4.sysctl_tcp_child_ehash_entries"),
            Map.entry("net.ipv4.tcp_fastopen", "ipv4.sysctl_tcp_fastopen"),
            Map.entry("net.ipv4.tcp_keepalive_probes", "ipv4.sysctl_tcp_keepalive_probes"),
            Map.entry("net.ipv4.tcp_max_syn_backlog", "ipv4.sysctl_max_syn_backlog"),
            Map.entry("net.ipv4.tcp_max_tw_buckets", "ipv4.tcp_death_row.sysctl_max_tw_buckets"),
            Map.entry("net.ipv4.tcp_migrate_req", "ipv4.sysctl_tcp_migrate_req"),
            Map.entry("net.ipv4.tcp_moderate_rcvbuf", "ipv4.sysctl_tcp_moderate_rcvbuf"),
            Map.entry("net.ipv4.tcp_mtu_probing", "ipv4.sysctl_tcp_mtu_probing"),
            Map.entry("net.ipv4.tcp_no_metrics_save", "ipv4.sysctl_tcp_nometrics_save"),
            Map.entry("net.ipv4.tcp_orphan_retries", "ipv4.sysctl_tcp_orphan_retries"),
            Map.entry("net.ipv4.tcp_retries1", "ipv4.sysctl_tcp_retries1"),
            Map.entry("net.ipv4.tcp_retries2", "ipv4.sysctl_tcp_retries2"),
            Map.entry("net.ipv4.tcp_rfc1337", "ipv4.sysctl_tcp_rfc1337"),
            Map.entry("net.ipv4.tcp_rmem", "ipv4.sysctl_tcp_rmem"),
            Map.entry("net.ipv4.tcp_rto_max_ms", "ipv4.sysctl_tcp_rto_max_ms"),
            Map.entry("net.ipv4.tcp_slow_start_after_idle", "ipv4.sysctl_tcp_slow_start_after_idle"),
            Map.entry("net.ipv4.tcp_syn_linear_timeouts", "ipv4.sysctl_tcp_syn_linear_timeouts"),
            Map.entry("net.ipv4.tcp_syn_retries", "ipv4.sysctl_tcp_syn_retries"),
            Map.entry("net.ipv4.tcp_synack_retries", "ipv4.sysctl_tcp_synack_retries"),
            Map.entry("net.ipv4.tcp_syncookies", "ipv4.sysctl_tcp_syncookies"),
            Map.entry("net.ipv4.tcp_timestamps", "ipv4.sysctl_tcp_timestamps"),
            Map.entry("net.ipv4.tcp_tw_reuse", "ipv4.sysctl_tcp_tw_reuse"),
            Map.entry("net.ipv4.tcp_wmem", "ipv4.sysctl_tcp_wmem"),
            Map.entry("net.ipv4.udp_rmem_min", "ipv4.sysctl_udp_rmem_min"),
            Map.entry("net.ipv4.udp_wmem_min", "ipv4.sysctl_udp_wmem_min"));

    private static final String RESERVED_PORTS = "net.ipv4.sysctl_local_reserved_ports";
    private static final int PORT_WORDS = 1 << 10;
    private static final int RESERVED = MEMBERS.size() * MOST_BYTES / 8 * 8 + 8;

    static final int BYTES = RESERVED + PORT_WORDS * Long.BYTES;

    private final List<Setting> settings = new ArrayList<>();

    NetSettings(StructOffsets offsets) {
        MEMBERS.forEach((name, member) -> offsets.member("net." + member)
                .filter(it -> it.size() <= MOST_BYTES)
                .ifPresent(
                        it -> settings.add(new Setting(name, it.offset(), it.size(), settings.size() * MOST_BYTES))));
    }

    /** Instructions that fill the value at {@code base}, when {@code net} loads R3 with the namespace's struct. */
    void assemble(Assembler code, Register base, Runnable net, int scratch, StructOffsets offsets) throws IOException {
        settings.forEach(setting -> {
            net.run();
            code.compute(Register.R3, Operation.ADD, setting.offset).copy(base, setting.place, setting.bytes);
        });
        net.run();
        code.compute(Register.R3, Operation.ADD, offsets.of(RESERVED_PORTS))
                .copy(Register.FP, scratch, Long.BYTES)
                .load(Size.U64, Register.R3, Register.FP, scratch)
                .copy(base, RESERVED, PORT_WORDS * Long.BYTES);
    }

    /** As their files in {@code /proc/sys} would show them. */
    Map<String, String> read(MemorySegment value) {
        var all = new HashMap<String, String>();
        settings.forEach(setting -> all.put(setting.name, setting.text(value)));
        all.put("net.ipv4.ip_local_reserved_ports", reserved(value));
        return all;
    }

    private static String reserved(MemorySegment value) {
        var ports = BitSet.valueOf(
                value.asSlice(RESERVED, (long) PORT_WORDS * Long.BYTES).toArray(JAVA_LONG));
        var ranges = new ArrayList<String>();
        for (int first = ports.nextSetBit(0); first >= 0; ) {
            int last = ports.nextClearBit(first) - 1;
            ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
            first = ports.nextSetBit(last + 1);
        }
        return String.join(",", ranges);
    }

    private record Setting(String name, int offset, int bytes, int place) {
        String text(MemorySegment value) {
            return bytes == 1
                    ? String.valueOf(value.get(JAVA_BYTE, place) & 0xff)
                    : IntStream.range(0, bytes / Integer.BYTES)
                            .mapToObj(i -> String.valueOf(value.get(JAVA_INT, place + (long) i * Integer.BYTES)))
                            .collect(Collectors.joining(" "));
        }
    }
}
