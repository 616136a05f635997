package dev.connstate.diagnosis.symptom.closewait;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Trail;
import dev.connstate.diagnosis.window.Trail.Point;
import dev.connstate.report.Ages;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The connections in CLOSE_WAIT that one program has accepted or opened, over the window. A busy server always has some
 * for a moment, other ones in every look, so their number alone says nothing. That they stay can be told in three ways:
 * the oldest ages as fast as the clock; fewer segments came in than it takes to replace them; or many looks saw their
 * number only grow.
 *
 * @param now as the newest look has it
 */
record Held(NamespaceWindow seen, CloseWaitHolder now, Trail count, Oldest oldest) {
    static final String SEGMENTS = "Tcp.InSegs";

    /** After it a client that gave up while its request was worked on is no likely reason any more. */
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Before it a program may have stopped for a moment: garbage collection, a lock. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    /** In each of so many it must have grown: what a burst leaves for a moment does not. */
    private static final int INTERVALS = 3;

    /** Connections: less growth is what traffic does. */
    private static final int GROWTH = 10;

    /** Over fewer looks a number may happen to grow only. */
    private static final int MANY_LOOKS = 10;

    /** Comparisons of ages; few there are only where tables need not be read, since nothing came or went. */
    private static final int STEPS = 2;

    /** So many connections cost descriptors that the program needs, of which it often has 1024. */
    private static final int MANY = 100;

    static Held of(NamespaceWindow seen, CloseWaitHolder now) {
        var ages = new ArrayList<Point>();
        for (var look : seen.looks()) {
            var at = look.report().tablesTakenAt().orElse(look.at());
            if (ages.isEmpty() || ages.getLast().at().isBefore(at)) {
                holder(look.report(), now.process())
                        .flatMap(CloseWaitHolder::ages)
                        .ifPresent(age -> ages.add(new Point(at, age.longestSeconds())));
            }
        }
        return new Held(seen, now, seen.trailInTables(report -> count(report, now.process())), new Oldest(ages));
    }

    private static OptionalLong count(NamespaceReport report, Optional<ProcessRef> process) {
        return holder(report, process)
                .map(holder -> OptionalLong.of(holder.count()))
                .orElseGet(() -> isComplete(report) ? OptionalLong.of(0) : OptionalLong.empty());
    }

    private static Optional<CloseWaitHolder> holder(NamespaceReport report, Optional<ProcessRef> process) {
        var pid = process.map(ProcessRef::pid);
        return report.closeWait().stream()
                .filter(CloseWaitHolder::accepted)
                .filter(holder -> holder.process().map(ProcessRef::pid).equals(pid))
                .findFirst();
    }

    /** Whether a program that is not listed holds none: tables were read, nothing was left out, all have a name. */
    private static boolean isComplete(NamespaceReport report) {
        return report.connections().isPresent()
                && report.omitted().closeWait() == 0
                && report.closeWait().stream()
                        .noneMatch(
                                holder -> holder.accepted() && holder.process().isEmpty());
    }

    boolean isLeak() {
        return grows() || stays();
    }

    /** More and more stay. */
    boolean grows() {
        var growing = count.whileNotFalling();
        var latest = growing.last(INTERVALS);
        return latest.rises() == INTERVALS
                && growing.growth() >= GROWTH
                && (now.ages().isEmpty() ? onlyGrewForLong() : agesWithTheClock(latest));
    }

    /** Some stay, for long already. */
    private boolean stays() {
        var same = oldest.whileTheSame();
        return same.steps() >= STEPS && isLong(same.length())
                || isLong(seen.length()) && count.now() > seen.moved(SEGMENTS).orElse(Long.MAX_VALUE)
                || now.ages().isEmpty() && onlyGrewForLong();
    }

    /** Since the look that first saw more; in the interval before it they came. */
    private boolean agesWithTheClock(Trail latest) {
        return !oldest.wasReplacedSince(latest.points().getFirst().at())
                && oldest.isOlderThan(latest.last(INTERVALS - 1).length());
    }

    private boolean onlyGrewForLong() {
        var growing = count.whileNotFalling().whileAtLeast(1);
        return isLong(growing.length()) && growing.points().size() >= MANY_LOOKS;
    }

    Severity severity() {
        boolean harmsSoon = grows() && count.whileGrowing().length().compareTo(MOMENT) >= 0;
        boolean many = stays()
                && count.whileAtLeast(1).lowest() >= MANY
                && now.ages()
                        .map(Ages::medianSeconds)
                        .map(Duration::ofSeconds)
                        .map(Held::isLong)
                        .orElse(true);
        return harmsSoon || many ? Severity.WARNING : Severity.INFO;
    }

    Confidence confidence() {
        if (stays()) {
            return now.ages().isPresent() ? Confidence.HIGH : Confidence.MEDIUM;
        }
        return severity() == Severity.INFO ? Confidence.LOW : Confidence.HIGH;
    }

    private static boolean isLong(Duration time) {
        return time.compareTo(LONG) >= 0;
    }
}
