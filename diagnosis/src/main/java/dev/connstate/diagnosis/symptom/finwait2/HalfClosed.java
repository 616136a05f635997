package dev.connstate.diagnosis.symptom.finwait2;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A program has called shutdown(SHUT_WR), still holds the sockets, and waits for peers to close, without a limit. To
 * half-close is legal, and a proxy that lingers does it with every connection for a moment: only many that stay count.
 */
record HalfClosed(Optional<ProcessRef> process, Waiting waiting) {
    static final String CAUSE = "half-closed";

    /** Fewer may be downloads that go on after the request's end. */
    private static final int SOME = 20;

    private static final int MANY = 200;
    private static final int INTERVALS = 2;

    /** Longer than a lingering close, or a request that is answered after its end was said. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    /** Where too many come and go to tell by their rate, a number that never falls for so long does. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final int MANY_LOOKS = 10;

    private static final List<Refusal> REFUSED =
            List.of(Refusals.TCP_FIN_TIMEOUT_FOR_HALF_CLOSED, Refusals.TCP_TW_RECYCLE, Refusals.LINGER_ZERO);

    static HalfClosed of(NamespaceWindow seen, Optional<ProcessRef> process) {
        var pid = process.map(ProcessRef::pid);
        return new HalfClosed(
                process,
                Waiting.of(
                        seen,
                        it -> !it.orphaned()
                                && it.process().map(ProcessRef::pid).equals(pid)));
    }

    boolean isPileUp() {
        var staying = waiting.count().whileNotFalling().whileAtLeast(SOME);
        return staying.intervals() >= INTERVALS
                && (waiting.eachStaysFor(SLOW)
                        || isOver(LONG) && staying.points().size() >= MANY_LOOKS);
    }

    private boolean isOver(Duration time) {
        return waiting.count().whileNotFalling().whileAtLeast(SOME).length().compareTo(time) >= 0;
    }

    Verdict verdict() {
        boolean sure = isOver(SLOW);
        return new Verdict(
                FinWait2PileUp.NAME,
                CAUSE,
                sure && waiting.now() >= MANY ? Severity.WARNING : Severity.INFO,
                sure ? Confidence.HIGH : Confidence.MEDIUM,
                subject(),
                "%s has half-closed %d connections by shutdown(2) and waits for their peers to close: nothing limits that."
                        .formatted(subject().program(), waiting.now()),
                waiting.evidence().toList(),
                ADVICE,
                REFUSED);
    }

    private Subject subject() {
        return Subject.of(waiting.seen().now(), process);
    }

    private static final List<Advice> ADVICE = List.of(
            Advice.application(
                    "After shutdown(SHUT_WR) read to the end of the stream with a time limit (Java: setSoTimeout, Go: SetReadDeadline), then close(2) in any case. Where no answer is awaited, close(2) at once."),
            Advice.application(
                    "Look at the biggest peers, too: they got the FIN and have not closed, so there they may be a leak in CLOSE_WAIT."));
}
