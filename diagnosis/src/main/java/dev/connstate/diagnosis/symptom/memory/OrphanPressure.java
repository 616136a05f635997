package dev.connstate.diagnosis.symptom.memory;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Pages;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NamespaceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Connections that were closed by their program and are not over come near net.ipv4.tcp_max_orphans, or were reset for
 * that ({@code tcp_check_oom}). Number and limit are the host's; TCPAbortOnMemory counts in the namespace of whom it hits.
 * It also counts resets for want of TCP memory, which are another symptom's when the memory is known to be used up.
 */
public final class OrphanPressure implements Symptom {
    static final String NAME = "orphan-pressure";

    private static final String ABORTS = "TcpExt.TCPAbortOnMemory";

    /**
     * Percent of tcp_max_orphans. Those that wait for a dead or a deaf peer count double or fourfold when their own turn
     * comes ({@code tcp_out_of_resources}), so some may go from a quarter on.
     */
    private static final int NEAR_PERCENT = 80;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(OrphanCause.values()).map(OrphanCause::label).toList();
    }

    /** None: tcp_max_orphans is the host's, and so is what it counts. */
    @Override
    public List<Lab> labs() {
        return List.of();
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        var node = seen.node();
        boolean isHost = seen.now().kind() == NamespaceKind.HOST;
        if (seen.hasMoved(ABORTS)) {
            var memory = Pages.ofTcp(node.host());
            if (memory.filter(Pages::isOverMost).isEmpty()) {
                boolean isKnown = memory.isPresent() && percent(node.host()).isPresent();
                var confidence = isKnown ? Confidence.HIGH : Confidence.LOW;
                return Stream.of(verdict(seen, Severity.CRITICAL, confidence, isHost));
            }
        }
        if (isHost && node.lasts(host -> percent(host).orElse(0) >= 100)) {
            return Stream.of(verdict(seen, Severity.CRITICAL, Confidence.HIGH, true));
        }
        return isHost && node.lasts(host -> percent(host).orElse(0) >= NEAR_PERCENT)
                ? Stream.of(verdict(seen, Severity.WARNING, Confidence.HIGH, true))
                : Stream.empty();
    }

    private static Verdict verdict(NamespaceWindow seen, Severity severity, Confidence confidence, boolean ofHost) {
        var cause = OrphanCause.of(ofHost ? seen.node().namespaces() : List.of(seen));
        return new Verdict(
                NAME,
                cause.label(),
                severity,
                confidence,
                Subject.of(seen.now()),
                summary(seen, confidence).formatted(cause.why()),
                evidence(seen),
                cause.advice(seen),
                List.of(Refusals.TCP_MAX_ORPHANS_LOWER, Refusals.TCP_ORPHAN_RETRIES_LOW, Refusals.LINGER_ZERO));
    }

    private static String summary(NamespaceWindow seen, Confidence confidence) {
        if (!seen.hasMoved(ABORTS)) {
            return "The node has nearly as many closed connections that no program holds as it may: %s.";
        }
        return confidence == Confidence.HIGH
                ? "The kernel resets closed connections here because the node has too many that no program holds: %s."
                : "The kernel resets closed connections here, as it does when a node has too many that no program holds, or no memory for TCP: %s.";
    }

    private static List<Evidence> evidence(NamespaceWindow seen) {
        var evidence = new ArrayList<Evidence>();
        if (seen.hasMoved(ABORTS)) {
            evidence.add(seen.growth(ABORTS));
        }
        var host = seen.node().host();
        var orphans = host.sockstat().of("TCP.orphan");
        if (orphans.isPresent()) {
            var most = most(host);
            evidence.add(new Evidence(
                    "sockstat TCP orphan of the node",
                    most.isPresent()
                            ? "%d of tcp_max_orphans %d".formatted(orphans.getAsLong(), most.getAsLong())
                            : Long.toString(orphans.getAsLong())));
        }
        return evidence;
    }

    private static OptionalLong percent(HostNumbers host) {
        var orphans = host.sockstat().of("TCP.orphan");
        var most = most(host);
        return orphans.isPresent() && most.isPresent() && most.getAsLong() > 0
                ? OptionalLong.of((long) (orphans.getAsLong() * 100.0 / most.getAsLong()))
                : OptionalLong.empty();
    }

    private static OptionalLong most(HostNumbers host) {
        return number(host.sysctls().getOrDefault("net.ipv4.tcp_max_orphans", ""));
    }

    private static OptionalLong number(String value) {
        return value.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }
}
