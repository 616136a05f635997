package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.bench.Reader;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts by state alone: in each namespace a dump of the listeners and one of the rest, which bring both families. */
public final class NetlinkScan implements Reader {
    private final NativeLibc libc = new NativeLibc();
    private final SockDiag sockDiag = new SockDiag(libc);
    private final NamespaceDoor door;
    private final List<Path> namespaces;
    private final long[] counts = new long[TcpState.ALL.size()];

    public NetlinkScan(List<Integer> pids) throws KernelException {
        door = new NamespaceDoor(libc, new ProcRoot(Path.of("/proc")));
        namespaces = pids.stream()
                .map(pid -> Path.of("/proc/%d/ns/net".formatted(pid)))
                .toList();
    }

    @Override
    public List<ConnectionCounts> read() throws IOException {
        var all = new ArrayList<ConnectionCounts>();
        for (var namespace : namespaces) {
            Arrays.fill(counts, 0);
            door.enter(namespace);
            try {
                sockDiag.listeners(this::count);
                sockDiag.connections(this::count);
            } finally {
                door.leave();
            }
            all.add(ConnectionCounts.of(counts));
        }
        return all;
    }

    private void count(SocketRow row) {
        counts[row.state() - 1]++;
    }
}
