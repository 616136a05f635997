package dev.connstate.diagnosis;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding that stands, and what keeps it from flapping: it stays for a while after its evidence ended, stays as severe
 * as it was within that while, and changes its cause only when the other one was seen twice running.
 *
 * @param worstAt when the severity was last justified
 * @param doubt how often running another cause was seen
 */
record Standing(Finding finding, Severity worst, Instant worstAt, int doubt) {
    private static final int CONVINCED = 2;

    static List<Standing> after(List<Standing> before, List<Verdict> verdicts, Instant now, Duration keep) {
        var open = new ArrayList<>(before);
        var next = new ArrayList<Standing>();
        for (var verdict : verdicts) {
            var known = open.stream().filter(it -> it.isAbout(verdict)).findFirst();
            known.ifPresent(open::remove);
            next.add(known.map(it -> it.seenAgain(verdict, now, keep)).orElseGet(() -> first(verdict, now)));
        }
        open.stream()
                .filter(it -> !it.finding.lastSeen().plus(keep).isBefore(now))
                .forEach(next::add);
        return List.copyOf(next);
    }

    private static Standing first(Verdict verdict, Instant now) {
        return new Standing(new Finding(verdict, now, now), verdict.severity(), now, 0);
    }

    private boolean isAbout(Verdict verdict) {
        return finding.verdict().symptom().equals(verdict.symptom())
                && finding.verdict().subject().isSameAs(verdict.subject());
    }

    private Standing seenAgain(Verdict verdict, Instant now, Duration keep) {
        boolean otherCause = !verdict.cause().equals(finding.verdict().cause());
        int doubts = otherCause ? doubt + 1 : 0;
        boolean convinced = !otherCause || doubts >= CONVINCED;
        boolean held =
                verdict.severity().compareTo(worst) < 0 && !worstAt.plus(keep).isBefore(now);
        var severity = held ? worst : verdict.severity();
        var says = convinced ? verdict : finding.verdict();
        return new Standing(
                new Finding(says.with(severity), finding.since(), now),
                severity,
                held ? worstAt : now,
                convinced ? 0 : doubts);
    }
}
