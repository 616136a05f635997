package dev.connstate.diagnosis.symptom.keepalive;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keepalive is on, but its next probe comes later than something on the way forgets the connection. Only a timer that has
 * longer to go than the limit proves it: of one that is about to expire it cannot be said how long it ran.
 */
public final class KeepaliveTooSlow implements Symptom {
    static final String NAME = "keepalive-too-slow";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(SlowCause.values()).map(SlowCause::label).toList();
    }

    @Override
    public List<Lab> labs() {
        return KeepaliveLabs.TOO_SLOW;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        return Idle.all(seen, true)
                .filter(idle -> idle.longestToProbe().isPresent()
                        && idle.limit().time().toSeconds()
                                < idle.longestToProbe().getAsLong())
                .map(KeepaliveTooSlow::verdict);
    }

    private static Verdict verdict(Idle idle) {
        var cause = SlowCause.of(idle);
        var sysctls = Stream.of(SlowCause.TIME, SlowCause.INTERVAL)
                .flatMap(name -> idle.seen().sysctl(name).map(value -> new Evidence(name, value + " s")).stream());
        var timer = new Evidence(
                "keepalive timer", "%d s to go".formatted(idle.longestToProbe().orElse(0)));
        return new Verdict(
                NAME,
                cause.label(),
                Severity.WARNING,
                idle.confidence(),
                idle.subject(),
                cause.summary(idle),
                Stream.of(
                                idle.evidence(),
                                Stream.of(timer),
                                sysctls,
                                Stream.of(idle.seen().growth("TcpExt.TCPKeepAlive")))
                        .flatMap(it -> it)
                        .toList(),
                cause.advice(idle),
                cause.refused(idle));
    }
}
