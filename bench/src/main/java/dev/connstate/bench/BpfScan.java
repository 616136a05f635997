package dev.connstate.bench;

import dev.connstate.agent.kernel.bpf.SocketWalk;
import dev.connstate.agent.kernel.bpf.WalkedNamespace;
import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One walk inside the kernel that counts states, LISTEN among them, and looks no closer. */
final class BpfScan implements Reader {
    private final SocketWalk walk;
    private final List<Long> namespaces = new ArrayList<>();

    BpfScan(List<Integer> pids) throws IOException {
        for (int pid : pids) {
            namespaces.add((Long) Files.getAttribute(Path.of("/proc/%d/ns/net".formatted(pid)), "unix:ino"));
        }
        walk = SocketWalk.load(new NativeLibc(), namespaces.size(), false);
    }

    @Override
    public List<ConnectionCounts> read() throws IOException {
        var result = walk.states();
        return namespaces.stream().map(inum -> counts(result.of(inum))).toList();
    }

    private static ConnectionCounts counts(WalkedNamespace walked) {
        var counts = new long[TcpState.ALL.size()];
        for (var state : TcpState.ALL) {
            counts[state.ordinal()] = walked.count(state);
        }
        counts[TcpState.LISTEN.ordinal()] = walked.listening();
        return ConnectionCounts.of(counts);
    }
}
