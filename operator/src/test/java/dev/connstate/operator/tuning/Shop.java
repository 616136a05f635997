package dev.connstate.operator.tuning;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Setting.Safety;
import dev.connstate.diagnosis.finding.Setting.Scope;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.window.Before;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.operator.fleet.Target;
import dev.connstate.report.Counters;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Pods of a shop as their agents report them. */
final class Shop {
    static final Instant OPEN = Instant.parse("2026-11-21T10:00:00Z");
    static final String SOMAXCONN = "net.core.somaxconn";
    static final String PORTS = "net.ipv4.ip_local_port_range";
    private static final String OVERFLOWS = "TcpExt.ListenOverflows";

    private Shop() {}

    /** A queue that overflows so often a minute; not at all without a finding. */
    static Target pod(String name, long perMinute, Map<String, String> sysctls) {
        var now = namespace(name, 1000 + perMinute, sysctls);
        var before = namespace(name, 1000, sysctls);
        return new Target(
                name,
                "node-1",
                Optional.of(new Sighting(
                        now,
                        Optional.of(Before.of(before)),
                        Duration.ofMinutes(1),
                        HostNumbers.NONE,
                        perMinute == 0 ? List.of() : List.of(overflow(now, perMinute)))));
    }

    static Target silent(String name) {
        return new Target(name, "node-1", Optional.empty());
    }

    static Target with(Target target, Finding... findings) {
        var seen = target.sighting().orElseThrow();
        return new Target(
                target.name(),
                target.nodeName(),
                Optional.of(new Sighting(seen.now(), seen.before(), seen.interval(), seen.host(), List.of(findings))));
    }

    static Finding overflow(NamespaceReport of, long perMinute) {
        return finding(
                "accept-queue-overflow",
                "somaxconn",
                Severity.CRITICAL,
                of,
                new Evidence(OVERFLOWS, "+%d in 60 s".formatted(perMinute)),
                sysctl(Advice.Kind.POD_SYSCTL, Scope.POD_NET_NS, SOMAXCONN, "4096", "16384", Safety.UNSAFE));
    }

    static Finding ports(NamespaceReport of, String proposed) {
        return finding(
                "ephemeral-port-exhaustion",
                "time-wait",
                Severity.WARNING,
                of,
                new Evidence("Tcp.ActiveOpens", "+28000 in 60 s"),
                sysctl(Advice.Kind.POD_SYSCTL, Scope.POD_NET_NS, PORTS, "32768\t60999", proposed, Safety.SAFE));
    }

    static Finding leak(NamespaceReport of) {
        return finding(
                "close-wait-leak",
                "never-closed",
                Severity.WARNING,
                of,
                new Evidence("CLOSE_WAIT", "400, +40 in 60 s"),
                Advice.application("Close it."));
    }

    static Finding info(NamespaceReport of) {
        return finding(
                "time-wait-pile-up",
                "server-closes-first",
                Severity.INFO,
                of,
                new Evidence("TIME_WAIT", "3000"),
                Advice.nothing("Leave it."));
    }

    static Advice sysctl(Advice.Kind kind, Scope scope, String name, String current, String proposed, Safety safety) {
        return new Advice(
                kind,
                "Raise " + name + ".",
                Optional.of(new Setting(name, scope, current, proposed, safety, "the next listen(2)")),
                "");
    }

    static Finding finding(
            String symptom, String cause, Severity severity, NamespaceReport of, Evidence evidence, Advice... advice) {
        return new Finding(
                new Verdict(
                        symptom,
                        cause,
                        severity,
                        Confidence.HIGH,
                        Subject.of(of),
                        "Something is wrong: %s.".formatted(symptom),
                        List.of(evidence),
                        List.of(advice),
                        List.of(new Refusal("net.ipv4.tcp_abort_on_overflow", "It resets clients."))),
                OPEN,
                OPEN);
    }

    static NamespaceReport namespace(Target target) {
        return target.sighting().orElseThrow().now();
    }

    private static NamespaceReport namespace(String pod, long overflows, Map<String, String> sysctls) {
        return new NamespaceReport(
                pod.hashCode(),
                NamespaceKind.POD,
                List.of(),
                Optional.empty(),
                Optional.of(new Pod(pod)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Counters(List.of(OVERFLOWS, "Tcp.ActiveOpens"), List.of(overflows, overflows)),
                Counters.NONE,
                Optional.empty(),
                sysctls,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                Omitted.NONE,
                List.of());
    }
}
