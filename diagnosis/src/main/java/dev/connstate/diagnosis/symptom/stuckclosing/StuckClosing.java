package dev.connstate.diagnosis.symptom.stuckclosing;

import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ClosingSockets;
import java.util.List;
import java.util.stream.Stream;

/**
 * This side has closed and cannot get rid of its last bytes or its FIN: FIN_WAIT1, LAST_ACK, CLOSING. It sends them again
 * ({@code tcp_retransmit_timer}), or asks whether there is room for them yet ({@code tcp_probe_timer}), until it gives up
 * ({@code tcp_orphan_retries} for what no program holds).
 *
 * <p>Every server on the internet has some, of clients that vanished: they are worth knowing, and a warning when they are
 * very many. Whether they take up what the host allows of orphans is another symptom.
 */
public final class StuckClosing implements Symptom {
    static final String NAME = "stuck-closing";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(StuckCause.values()).map(StuckCause::label).toList();
    }

    @Override
    public List<Lab> labs() {
        return StuckClosingLabs.ALL;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        if (seen.now().closing().stream().noneMatch(Stuck::isOne)) {
            return Stream.empty();
        }
        var verdicts = seen.now().closing().stream()
                .filter(Stuck::isOne)
                .map(ClosingSockets::process)
                .distinct()
                .map(holder -> Stuck.of(seen, holder))
                .filter(Stuck::isStuck)
                .map(StuckClosing::verdict);
        return Verdict.worstOfEachSubject(verdicts);
    }

    private static Verdict verdict(Stuck stuck) {
        var cause = stuck.cause();
        return new Verdict(
                NAME,
                cause.label(),
                stuck.severity(),
                stuck.confidence(),
                stuck.subject(),
                cause.summary(stuck),
                stuck.evidence(),
                cause.advice(stuck),
                cause.refused(stuck));
    }
}
