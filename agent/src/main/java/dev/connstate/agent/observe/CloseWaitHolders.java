package dev.connstate.agent.observe;

import dev.connstate.report.Address;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** CLOSE_WAIT rows grouped by who holds them. */
final class CloseWaitHolders {
    static final int MOST_PEERS = 5;

    private final Map<Key, Holding> holdings = new LinkedHashMap<>();

    private CloseWaitHolders() {}

    /** {@code owner} says who holds the row of an index. The biggest holder comes first. */
    static List<CloseWaitHolder> of(CloseWaitRows rows, IntFunction<Optional<ProcessRef>> owner) {
        var holders = new CloseWaitHolders();
        for (int i = 0; i < rows.size(); i++) {
            holders.add(rows, i, owner.apply(i));
        }
        return holders.holdings.entrySet().stream()
                .map(entry -> entry.getValue().holder(entry.getKey()))
                .sorted(Comparator.comparingLong(CloseWaitHolder::count).reversed())
                .toList();
    }

    private void add(CloseWaitRows rows, int row, Optional<ProcessRef> process) {
        boolean accepted = rows.inode(row) != 0;
        var holding = holdings.computeIfAbsent(new Key(process, accepted), any -> new Holding());
        holding.count++;
        holding.unreadBytes += rows.unreadBytes(row);
        holding.peers.computeIfAbsent(rows.peer(row), any -> new Ports()).add(rows.peerPort(row));
    }

    private record Key(Optional<ProcessRef> process, boolean accepted) {}

    private static final class Holding {
        private final Map<Address, Ports> peers = new HashMap<>();
        private long count;
        private long unreadBytes;

        CloseWaitHolder holder(Key key) {
            var biggest = peers.entrySet().stream()
                    .map(peer -> peer.getValue().peer(peer.getKey()))
                    .sorted(Comparator.comparingLong(Peer::count).reversed().thenComparing(Peer::address))
                    .limit(MOST_PEERS)
                    .toList();
            return new CloseWaitHolder(key.process, key.accepted, count, unreadBytes, Optional.empty(), biggest);
        }
    }

    private static final class Ports {
        private long count;
        private int port;
        private boolean same = true;

        void add(int next) {
            same &= count == 0 || next == port;
            port = next;
            count++;
        }

        Peer peer(Address address) {
            return new Peer(address, same ? OptionalInt.of(port) : OptionalInt.empty(), count);
        }
    }
}
