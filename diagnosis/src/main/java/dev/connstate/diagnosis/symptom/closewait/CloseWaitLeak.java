package dev.connstate.diagnosis.symptom.closewait;

import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program does not close connections whose peers have closed. The kernel waits for it without a limit
 * ({@code tcp_fin}: CLOSE_WAIT has no timer), so the descriptors add up until accept(2) and socket(2) fail with EMFILE.
 *
 * <p>It is never more than a warning: until then nothing is lost, and then the accept queue overflows and says so. What
 * waits in the accept queue is not the program's yet, and no leak.
 */
public final class CloseWaitLeak implements Symptom {
    static final String NAME = "close-wait-leak";

    private static final List<Refusal> REFUSED =
            List.of(Refusals.ANY_SYSCTL_FOR_CLOSE_WAIT, Refusals.KEEPALIVE_FOR_CLOSE_WAIT);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(LeakCause.values()).map(LeakCause::label).toList();
    }

    @Override
    public List<Lab> labs() {
        return CloseWaitLabs.ALL;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        return Leak.all(seen).map(CloseWaitLeak::verdict);
    }

    private static Verdict verdict(Leak leak) {
        var cause = LeakCause.of(leak);
        return new Verdict(
                NAME,
                cause.label(),
                leak.severity(),
                leak.confidence(),
                leak.subject(),
                cause.summary(leak),
                leak.evidence(),
                cause.advice(leak),
                REFUSED);
    }
}
