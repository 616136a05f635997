package dev.connstate.diagnosis.symptom.finwait2;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ClosingSockets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program has closed them; the kernel waits for the peers' FIN. */
record Orphaned(Waiting waiting, Optional<Culprit> culprit) {
    static final String CAUSE = "orphaned";

    /** A hundred of some 256 bytes each is nothing, but shows that peers leak. */
    private static final int PILE = 100;

    private static final int INTERVALS = 2;

    /** A peer that closes does it within moments of the FIN, and FIN_WAIT2 then lasts a round trip. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    /** Percent of tcp_max_tw_buckets: they count there, and beyond it TIME_WAIT is cut off. */
    private static final int BUCKETS_PERCENT = 50;

    private static final String FIN_TIMEOUT = "net.ipv4.tcp_fin_timeout";
    private static final String BUCKETS = "net.ipv4.tcp_max_tw_buckets";
    private static final List<Refusal> REFUSED =
            List.of(Refusals.TCP_MAX_TW_BUCKETS_LOWER, Refusals.TCP_TW_RECYCLE, Refusals.LINGER_ZERO);

    static Orphaned of(NamespaceWindow seen) {
        return new Orphaned(Waiting.of(seen, ClosingSockets::orphaned), Culprit.of(seen));
    }

    boolean isPileUp() {
        var latest = waiting.count().last(INTERVALS);
        return latest.intervals() == INTERVALS && latest.lowest() >= PILE && waiting.eachStaysFor(SLOW);
    }

    Verdict verdict() {
        var seen = waiting.seen();
        return new Verdict(
                FinWait2PileUp.NAME,
                CAUSE,
                nearsBuckets() ? Severity.WARNING : Severity.INFO,
                Confidence.HIGH,
                Subject.of(seen.now()),
                "%d connections that this side has closed wait in FIN_WAIT2, because their peers do not close them%s."
                        .formatted(
                                waiting.now(),
                                culprit.map(it -> ": " + it.text() + " does not")
                                        .orElse("")),
                evidence(),
                advice(),
                REFUSED);
    }

    private boolean nearsBuckets() {
        var most = waiting.seen().number(BUCKETS);
        return most.isPresent() && waiting.now() * 100 >= most.getAsLong() * BUCKETS_PERCENT;
    }

    private List<Evidence> evidence() {
        var evidence = new ArrayList<>(waiting.evidence().toList());
        culprit.ifPresent(it -> evidence.add(new Evidence(
                "CLOSE_WAIT of " + it.text(), Long.toString(it.holder().count()))));
        for (var name : List.of(FIN_TIMEOUT, BUCKETS)) {
            waiting.seen().sysctl(name).ifPresent(value -> evidence.add(new Evidence(name, value)));
        }
        return evidence;
    }

    private List<Advice> advice() {
        var advice = new ArrayList<Advice>();
        advice.add(
                Advice.application(
                        culprit.map(it -> "Mend the other end first: %s keeps them in CLOSE_WAIT (close-wait-leak)."
                                        .formatted(it.text()))
                                .orElse(
                                        "Look at the other end first (biggest peers): it got the FIN and does not close, so there they stand in CLOSE_WAIT and hold a descriptor each.")));
        Tuning.propose(
                        waiting.seen(),
                        FIN_TIMEOUT,
                        "30",
                        "Here each is gone by itself after tcp_fin_timeout. 15 to 30 s is safe; it changes nothing for the peers.")
                .ifPresent(advice::add);
        return advice;
    }
}
