package dev.connstate.agent.observe;

import dev.connstate.report.ClosingSockets;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Closing rows grouped by state, timer and who holds them. */
final class ClosingGroups {
    private final Map<Key, Group> groups = new LinkedHashMap<>();

    private ClosingGroups() {}

    /** {@code owner} says who holds an inode. The biggest group comes first. */
    static List<ClosingSockets> of(ClosingRows closing, LongFunction<Optional<ProcessRef>> owner) {
        var all = new ClosingGroups();
        for (int row = 0; row < closing.rows().size(); row++) {
            all.add(closing, row, owner);
        }
        return all.groups.entrySet().stream()
                .map(entry -> entry.getValue().sockets(entry.getKey()))
                .sorted(Comparator.comparingLong(ClosingSockets::count)
                        .reversed()
                        .thenComparing(ClosingSockets::state)
                        .thenComparing(ClosingSockets::timer))
                .toList();
    }

    private void add(ClosingRows closing, int row, LongFunction<Optional<ProcessRef>> owner) {
        long inode = closing.rows().inode(row);
        boolean orphaned = inode == 0;
        Optional<ProcessRef> process = orphaned ? Optional.empty() : owner.apply(inode);
        var group = groups.computeIfAbsent(
                new Key(closing.state(row), closing.timer(row), orphaned, process), any -> new Group());
        group.count++;
        group.retransmitted += closing.isRetransmitted(row) ? 1 : 0;
        group.unsentBytes += closing.unsentBytes(row);
        group.peers.add(closing.rows(), row);
    }

    private record Key(TcpState state, Timer timer, boolean orphaned, Optional<ProcessRef> process) {}

    private static final class Group {
        private final PeerCounts peers = new PeerCounts();
        private long count;
        private long retransmitted;
        private long unsentBytes;

        ClosingSockets sockets(Key key) {
            return new ClosingSockets(
                    key.state,
                    key.timer,
                    key.orphaned,
                    key.process,
                    count,
                    retransmitted,
                    unsentBytes,
                    peers.biggest());
        }
    }
}
