package dev.connstate.agent.observe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The detached sockets of one namespace, from look to look: counted each time, searched for when they are many. */
final class DetachedWatch {
    /** Fewer are usual, see {@link DetachedCount}. */
    static final long MANY = 20;

    static final Duration SEARCH_EVERY = Duration.ofSeconds(60);

    private final DetachedSearch search;
    private Map<Integer, Long> byPid = Map.of();
    private Instant searchAt = Instant.MIN;

    DetachedWatch(DetachedSearch search) {
        this.search = search;
    }

    /**
     * Counts, and searches when it is due.
     *
     * @param numbers read before this look opened a socket of its own: the kernel counts one that was closed out only
     *     after a grace period of RCU
     */
    Detached look(NetNamespace namespace, Path net, CheapNumbers numbers, Instant now, List<String> problems) {
        try {
            var others = OtherTables.read(net);
            if (others.isEmpty()) {
                return Detached.UNKNOWN;
            }
            var count = DetachedCount.of(numbers.sockstat(), others.get());
            long sockets = count.orElse(0);
            if (sockets < MANY) {
                byPid = Map.of();
                searchAt = Instant.MIN;
            } else if (!now.isBefore(searchAt) && search.isDue(now)) {
                searchAt = now.plus(SEARCH_EVERY);
                byPid = search.find(net, namespace.pids(), sockets, now);
            }
            return new Detached(count, byPid);
        } catch (IOException e) {
            problems.add(e.getMessage() + "; sockets that are in no table are not counted");
            return Detached.UNKNOWN;
        }
    }

    /** How many there are, and of the last search, how many each process holds. */
    record Detached(OptionalLong sockets, Map<Integer, Long> byPid) {
        static final Detached UNKNOWN = new Detached(OptionalLong.empty(), Map.of());
    }
}
