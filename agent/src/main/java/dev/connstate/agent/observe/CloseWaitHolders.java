package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Ages;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ProcessRef;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** CLOSE_WAIT rows grouped by who holds them. */
final class CloseWaitHolders {
    private final Map<Key, Holding> holdings = new LinkedHashMap<>();

    private CloseWaitHolders() {}

    /** {@code owner} says who holds the row of an index. The biggest holder comes first. */
    static List<CloseWaitHolder> of(CloseWaitRows closeWait, IntFunction<Optional<ProcessRef>> owner) {
        var holders = new CloseWaitHolders();
        for (int row = 0; row < closeWait.rows().size(); row++) {
            holders.add(closeWait, row, owner.apply(row));
        }
        return holders.holdings.entrySet().stream()
                .map(entry -> entry.getValue().holder(entry.getKey()))
                .sorted(Comparator.comparingLong(CloseWaitHolder::count).reversed())
                .toList();
    }

    private void add(CloseWaitRows closeWait, int row, Optional<ProcessRef> process) {
        boolean accepted = closeWait.rows().inode(row) != 0;
        var holding = holdings.computeIfAbsent(new Key(process, accepted), any -> new Holding());
        holding.count++;
        holding.unreadBytes += closeWait.unreadBytes(row);
        holding.peers.add(closeWait.rows(), row);
        if (closeWait.ageMillis(row) != SocketRow.UNKNOWN) {
            holding.ages.add(closeWait.ageMillis(row));
        }
    }

    private record Key(Optional<ProcessRef> process, boolean accepted) {}

    private static final class Holding {
        private final PeerCounts peers = new PeerCounts();
        private final LongStream.Builder ages = LongStream.builder();
        private long count;
        private long unreadBytes;

        CloseWaitHolder holder(Key key) {
            return new CloseWaitHolder(key.process, key.accepted, count, unreadBytes, ages(), peers.biggest());
        }

        private Optional<Ages> ages() {
            var sorted = ages.build().sorted().toArray();
            return sorted.length == 0
                    ? Optional.empty()
                    : Optional.of(new Ages(sorted[(sorted.length - 1) / 2] / 1000, sorted[sorted.length - 1] / 1000));
        }
    }
}
