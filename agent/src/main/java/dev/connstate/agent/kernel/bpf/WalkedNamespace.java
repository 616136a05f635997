package dev.connstate.agent.kernel.bpf;

import dev.connstate.agent.kernel.ConnectionSink;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.report.TcpState;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One namespace as the last walk saw it. */
public final class WalkedNamespace {
    static final WalkedNamespace NONE = new WalkedNamespace(
            WalkedSlot.NONE, IntStream.empty(), IntStream.empty(), MemorySegment.NULL, null, Map::of);

    private final WalkedSlot slot;
    private final int[] rowNumbers;
    private final int[] groupNumbers;
    private final MemorySegment rows;
    private final GroupBatch groups;
    private final Supplier<Map<String, String>> settings;

    WalkedNamespace(
            WalkedSlot slot,
            IntStream rowNumbers,
            IntStream groupNumbers,
            MemorySegment rows,
            GroupBatch groups,
            Supplier<Map<String, String>> settings) {
        this.slot = slot;
        this.rowNumbers = rowNumbers.toArray();
        this.groupNumbers = groupNumbers.toArray();
        this.rows = rows;
        this.groups = groups;
        this.settings = settings;
    }

    /** In every state, LISTEN left out. */
    public long count(TcpState state) {
        return state == TcpState.LISTEN ? 0 : slot.count(state.number());
    }

    /** The sockets in LISTEN, with a row or without. */
    public long listening() {
        return slot.count(TcpNumber.LISTEN);
    }

    /** Sockets and groups of sockets. */
    public long rows() {
        return rowNumbers.length + groupNumbers.length;
    }

    /**
     * Its settings by their names, as far as {@code struct net} has them; none where they were not wanted, or it was not
     * met.
     */
    public Map<String, String> sysctls() {
        var all = new HashMap<>(settings.get());
        if (!all.isEmpty()) {
            all.put("net.ipv4.ip_local_port_range", slot.firstPort() + " " + slot.lastPort());
        }
        return all;
    }

    /** Whether none of them went without a row. */
    public boolean hasAllListeners() {
        var rowOf = new WalkedRow();
        return listening()
                == Arrays.stream(rowNumbers)
                        .filter(number ->
                                rowOf.moveTo(rows, (long) number * Row.BYTES).state() == TcpNumber.LISTEN)
                        .count();
    }

    /** The sockets in LISTEN; how many they are is returned. */
    public int listeners(SocketSink sink) {
        var row = new WalkedRow();
        int listeners = 0;
        for (int number : rowNumbers) {
            row.moveTo(rows, (long) number * Row.BYTES);
            if (row.state() == TcpNumber.LISTEN) {
                sink.row(row);
                listeners++;
            }
        }
        return listeners;
    }

    /** All others. */
    public void connections(ConnectionSink sink) {
        var row = new WalkedRow();
        for (int number : rowNumbers) {
            row.moveTo(rows, (long) number * Row.BYTES);
            if (row.state() != TcpNumber.LISTEN) {
                sink.row(row);
            }
        }
        var group = new WalkedGroup();
        for (int number : groupNumbers) {
            group.moveTo(groups.key(number), groups.counts(number));
            sink.group(group);
        }
        slot.ports(sink);
        for (var state : TcpState.ALL) {
            long ungrouped = slot.ungrouped(state.number());
            if (ungrouped != 0) {
                sink.ungrouped(state.number(), ungrouped);
            }
            sink.total(state.number(), count(state));
        }
    }
}
