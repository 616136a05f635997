package dev.connstate.agent.observe;

import dev.connstate.report.IdleSockets;
import dev.connstate.report.ProcessRef;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Idle rows grouped by who holds them and whether keepalive asks after the peer. */
final class IdleGroups {
    private final Map<Key, Group> groups = new LinkedHashMap<>();

    private IdleGroups() {}

    /** {@code owner} says who holds an inode. The biggest group comes first. */
    static List<IdleSockets> of(IdleRows idle, LongFunction<Optional<ProcessRef>> owner) {
        var all = new IdleGroups();
        for (int row = 0; row < idle.rows().size(); row++) {
            all.add(idle, row, owner.apply(idle.rows().inode(row)));
        }
        return all.groups.entrySet().stream()
                .map(entry -> entry.getValue().sockets(entry.getKey()))
                .sorted(Comparator.comparingLong(IdleSockets::count).reversed())
                .toList();
    }

    private void add(IdleRows idle, int row, Optional<ProcessRef> process) {
        var group = groups.computeIfAbsent(new Key(process, idle.hasKeepalive(row)), any -> new Group());
        group.count++;
        group.longestMillis = Math.max(group.longestMillis, idle.idleMillis(row));
        group.nextProbeMillis = Math.max(group.nextProbeMillis, idle.nextProbeMillis(row));
        group.peers.add(idle.rows(), row);
    }

    private record Key(Optional<ProcessRef> process, boolean keepalive) {}

    private static final class Group {
        private final PeerCounts peers = new PeerCounts();
        private long count;
        private long longestMillis;
        private long nextProbeMillis;

        IdleSockets sockets(Key key) {
            var nextProbe = key.keepalive ? OptionalLong.of(nextProbeMillis / 1000) : OptionalLong.empty();
            return new IdleSockets(key.process, key.keepalive, nextProbe, count, longestMillis / 1000, peers.biggest());
        }
    }
}
