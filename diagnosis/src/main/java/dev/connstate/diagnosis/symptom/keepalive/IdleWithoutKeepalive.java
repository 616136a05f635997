package dev.connstate.diagnosis.symptom.keepalive;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.List;
import java.util.stream.Stream;

/**
 * Connections are silent for longer than something on the way remembers them, and nothing keeps them alive: no keepalive
 * timer runs ({@code inet_sk_diag_fill}: timer 0), so no probe will ever be sent, whatever the sysctls say.
 */
public final class IdleWithoutKeepalive implements Symptom {
    static final String NAME = "idle-without-keepalive";
    static final String CAUSE = "no-so-keepalive";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return List.of(CAUSE);
    }

    @Override
    public List<Lab> labs() {
        return KeepaliveLabs.WITHOUT;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        return Idle.all(seen, false).map(IdleWithoutKeepalive::verdict);
    }

    private static Verdict verdict(Idle idle) {
        return new Verdict(
                NAME,
                CAUSE,
                Severity.WARNING,
                idle.confidence(),
                idle.subject(),
                "%s keeps %s open that %s been silent for longer than %s, and has not set SO_KEEPALIVE on them."
                        .formatted(
                                idle.subject().program(),
                                idle.connections(),
                                idle.count() == 1 ? "has" : "have",
                                idle.limit().text()),
                idle.evidence().toList(),
                advice(idle.limit()),
                refused(idle.limit()));
    }

    private static List<Advice> advice(IdleLimit limit) {
        return List.of(
                Advice.application(
                        "Set SO_KEEPALIVE, and TCP_KEEPIDLE and TCP_KEEPINTVL to %d s or less (Java: StandardSocketOptions and ExtendedSocketOptions; drivers call it tcpKeepAlive or keepalives_idle)."
                                .formatted(limit.halfInSeconds())),
                Advice.application(
                        "Or let the protocol speak in time: pings of HTTP/2, gRPC or WebSocket, a pool that checks its idle connections or closes them before %d s are over."
                                .formatted(limit.time().toSeconds())));
    }

    private static List<Refusal> refused(IdleLimit limit) {
        return switch (limit.by()) {
            case STATED -> List.of(Refusals.KEEPALIVE_WITHOUT_SO_KEEPALIVE);
            case CONNTRACK -> List.of(Refusals.KEEPALIVE_WITHOUT_SO_KEEPALIVE, Refusals.CONNTRACK_ESTABLISHED_SMALL);
        };
    }
}
