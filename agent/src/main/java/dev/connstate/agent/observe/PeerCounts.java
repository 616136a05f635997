package dev.connstate.agent.observe;

import dev.connstate.report.Address;
import dev.connstate.report.Peer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The other ends of some connections, counted. */
final class PeerCounts {
    static final int MOST = 5;

    private final Map<Address, Ports> peers = new HashMap<>();

    void add(KeptRows rows, int row) {
        peers.computeIfAbsent(rows.peer(row), any -> new Ports()).add(rows.peerPort(row));
    }

    /** The few with the most connections. */
    List<Peer> biggest() {
        return peers.entrySet().stream()
                .map(peer -> peer.getValue().peer(peer.getKey()))
                .sorted(Comparator.comparingLong(Peer::count).reversed().thenComparing(Peer::address))
                .limit(MOST)
                .toList();
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
