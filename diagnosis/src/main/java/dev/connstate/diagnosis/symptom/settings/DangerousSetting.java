package dev.connstate.diagnosis.symptom.settings;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * A setting that is dangerous by itself, where it bears on something: nobody has to hear of SYN cookies in a namespace
 * where nobody listens. A pod does not inherit the node's settings, so whoever has another one than the kernel's default
 * was given it: by its own spec, or by something that gives it to all. The latter is said once, and not of 200 pods.
 *
 * @param better the value that is proposed
 * @param where to whom it matters
 * @param severity what it is by itself
 * @param proof the counter whose growth says that it does harm now, which makes it a warning
 * @param harm what it does, a clause without a full stop
 * @param cure what to change, a sentence
 */
record DangerousSetting(
        String name,
        String sysctl,
        LongPredicate isDangerous,
        String better,
        Reach where,
        Severity severity,
        Optional<String> proof,
        String harm,
        String cure,
        List<Refusal> refused,
        List<Lab> labs)
        implements Symptom {
    static final String OWN = "own-setting";
    static final String NODE_WIDE = "node-wide";

    /** So many, and more than half of a node's namespaces: that is no pod's own doing. */
    private static final int SEVERAL = 5;

    @Override
    public List<String> causes() {
        return List.of(OWN, NODE_WIDE);
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        if (!isIn(seen)) {
            return Stream.empty();
        }
        var all = seen.node().namespaces();
        var alike = all.stream().filter(this::isIn).toList();
        if (alike.size() < SEVERAL || alike.size() * 2 <= all.size()) {
            return Stream.of(verdict(seen, OWN, "here"));
        }
        return alike.getFirst().now().id() == seen.now().id()
                ? Stream.of(verdict(
                        seen,
                        NODE_WIDE,
                        "here and in %d more of the node's %d namespaces".formatted(alike.size() - 1, all.size())))
                : Stream.empty();
    }

    private boolean isIn(NamespaceWindow seen) {
        var value = seen.number(sysctl);
        return value.isPresent() && isDangerous.test(value.getAsLong()) && where.is(seen.now());
    }

    private Verdict verdict(NamespaceWindow seen, String cause, String place) {
        boolean isProved = proof.filter(seen::hasMoved).isPresent();
        var evidence = new ArrayList<Evidence>();
        seen.sysctl(sysctl).ifPresent(value -> evidence.add(new Evidence(sysctl, value)));
        proof.filter(seen::hasMoved).map(seen::growth).ifPresent(evidence::add);
        return new Verdict(
                name,
                cause,
                isProved && severity == Severity.INFO ? Severity.WARNING : severity,
                Confidence.HIGH,
                Subject.of(seen.now()),
                "%s is %s %s: %s.".formatted(sysctl, seen.sysctl(sysctl).orElse("unknown"), place, harm),
                evidence,
                advice(seen, cause),
                refused);
    }

    private List<Advice> advice(NamespaceWindow seen, String cause) {
        var advice = new ArrayList<Advice>();
        Tuning.propose(seen, sysctl, better, cure).ifPresent(advice::add);
        advice.add(
                Advice.infrastructure(
                        cause.equals(NODE_WIDE)
                                ? "Find what gives it to all of them and take it out: a DaemonSet, the tuning plugin of the CNI, a policy that rewrites pods, the image of the node."
                                : "Find who set it and why: securityContext.sysctls of the pod, an init container with privileges, the tuning plugin of the CNI."));
        return advice;
    }
}
