package dev.connstate.diagnosis.symptom.finwait2;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Trail;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.Peer;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Some connections in FIN_WAIT2 over the window.
 *
 * @param groups those of the newest look
 */
record Waiting(NamespaceWindow seen, List<ClosingSockets> groups, Trail count) {
    /** Mini-sockets made: those of TIME_WAIT, which also ends FIN_WAIT2 when its FIN comes, and of orphans in FIN_WAIT2. */
    static final String MADE = "TcpExt.TW";

    /** The same with a time of at most 4 s. */
    private static final String MADE_SHORT = "TcpExt.TWKilled";

    private static final int MOST_PEERS = 5;

    static Waiting of(NamespaceWindow seen, Predicate<ClosingSockets> which) {
        var wanted = which.and(it -> it.state() == TcpState.FIN_WAIT2);
        return new Waiting(
                seen,
                seen.now().closing().stream().filter(wanted).toList(),
                seen.trailInTables(report -> report.connections().isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(report.closing().stream()
                                .filter(wanted)
                                .mapToLong(ClosingSockets::count)
                                .sum())));
    }

    long now() {
        return count.now();
    }

    /**
     * Whether one stays so long, on the average, by Little's law: no more come and go in a second than mini-sockets are
     * made. Unknown when that is.
     */
    boolean eachStaysFor(Duration time) {
        var made = seen.perSecond(MADE);
        var madeShort = seen.perSecond(MADE_SHORT);
        return made.isPresent()
                && madeShort.isPresent()
                && now() >= (made.getAsDouble() + madeShort.getAsDouble()) * time.toSeconds();
    }

    List<Peer> peers() {
        return groups.stream()
                .flatMap(group -> group.peers().stream())
                .sorted(Comparator.comparingLong(Peer::count).reversed())
                .limit(MOST_PEERS)
                .toList();
    }

    /** Of all in FIN_WAIT2, so that nothing is lost where there are some of both kinds. */
    Stream<Evidence> evidence() {
        var all = seen.now().closing().stream()
                .filter(it -> it.state() == TcpState.FIN_WAIT2)
                .map(it -> new Evidence(
                        "FIN_WAIT2 "
                                + (it.orphaned()
                                        ? "without an owner"
                                        : "of "
                                                + it.process()
                                                        .map(by -> by.name() + "(" + by.pid() + ")")
                                                        .orElse("a program")),
                        "%d, timer %s".formatted(it.count(), it.timer())));
        return Stream.concat(
                Stream.of(new Evidence("connections in FIN_WAIT2", count.text())),
                Stream.concat(all, Stream.of(seen.growth(MADE), Evidence.ofPeers(peers()))));
    }
}
