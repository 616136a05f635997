package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Advice.Kind;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Setting.Safety;
import dev.connstate.diagnosis.finding.Setting.Scope;
import java.util.List;
import java.util.Optional;

/** Advice that somebody might want to give. */
final class Wanted {
    private Wanted() {}

    static Optional<String> violation(Seen seen, String symptom, String cause, Advice... advice) {
        return Forbidden.violation(seen.verdict(symptom, cause, List.of(advice)), seen.window());
    }

    static Advice ofPod(String name, String now, String proposed) {
        var safety = Sysctls.named(name)
                .map(sysctl -> sysctl.scope()
                        .kubernetes()
                        .safety(Seen.pod().window().node().kernel()))
                .orElse(Safety.UNSAFE);
        return advice(Kind.POD_SYSCTL, new Setting(name, Scope.POD_NET_NS, now, proposed, safety, "at once"));
    }

    static Advice ofNode(String name, String now, String proposed) {
        return advice(
                Kind.NODE_SYSCTL, new Setting(name, Scope.NODE_GLOBAL, now, proposed, Safety.NODE_ONLY, "at once"));
    }

    static Advice advice(Kind kind, Setting setting) {
        return new Advice(kind, "Do it.", Optional.of(setting), "");
    }
}
