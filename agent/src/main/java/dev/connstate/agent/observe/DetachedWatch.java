package dev.connstate.agent.observe;

import dev.connstate.agent.observe.SettingsTurns.Turn;
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
    private final Duration countEvery;
    private Detached last = Detached.UNKNOWN;
    private OptionalLong notOfIp = OptionalLong.empty();
    private Instant countAt = Instant.MIN;
    private final Turn recount;
    private Instant searchAt = Instant.MIN;

    /**
     * To read the tables of a host's thousands of AF_UNIX sockets takes milliseconds, and each namespace's
     * {@code netlink} is a walk through those of all (80 µs beside 110 namespaces), so they may be so old. Where as many
     * sockets as before are not of IP, as a rule nothing has moved, and they are counted again in turn.
     */
    DetachedWatch(DetachedSearch search, SettingsTurns turns, Duration countEvery) {
        this.search = search;
        this.recount = turns.turn();
        this.countEvery = countEvery;
    }

    /**
     * Counts, and searches, when it is due.
     *
     * @param numbers read before this look opened a socket of its own: the kernel counts one that was closed out only
     *     after a grace period of RCU
     */
    Detached look(NetNamespace namespace, Path net, CheapNumbers numbers, Instant now) {
        if (!now.isBefore(countAt)) {
            countAt = now.plus(countEvery);
            var others = DetachedCount.notOfIp(numbers.sockstat());
            if (!others.equals(notOfIp) || isMany(last) || recount.isDue(now)) {
                notOfIp = others;
                recount.take(namespace.kind(), now);
                last = count(namespace, net, numbers, now);
            }
        }
        return last;
    }

    private static boolean isMany(Detached detached) {
        return detached.sockets.orElse(MANY) >= MANY;
    }

    private Detached count(NetNamespace namespace, Path net, CheapNumbers numbers, Instant now) {
        try {
            var others = search.others(net);
            if (others.isEmpty()) {
                return Detached.UNKNOWN;
            }
            var sockets = DetachedCount.of(numbers.sockstat(), others.get());
            return new Detached(sockets, holders(namespace, net, sockets.orElse(0), now), List.of());
        } catch (IOException e) {
            var problem = e.getMessage() + "; sockets that are in no table are not counted";
            return new Detached(OptionalLong.empty(), Map.of(), List.of(problem));
        }
    }

    private Map<Integer, Long> holders(NetNamespace namespace, Path net, long sockets, Instant now) throws IOException {
        if (sockets < MANY) {
            searchAt = Instant.MIN;
            return Map.of();
        }
        if (now.isBefore(searchAt) || !search.isDue(now)) {
            return last.byPid;
        }
        searchAt = now.plus(SEARCH_EVERY);
        return search.find(net, namespace.pids(), sockets, now);
    }

    /**
     * Of one namespace.
     *
     * @param byPid of the last search, how many each process holds
     * @param problems what could not be understood, a clause each
     */
    record Detached(OptionalLong sockets, Map<Integer, Long> byPid, List<String> problems) {
        static final Detached UNKNOWN = new Detached(OptionalLong.empty(), Map.of(), List.of());
    }
}
