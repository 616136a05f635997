package dev.connstate.diagnosis.symptom.memory;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Pages;
import dev.connstate.report.NamespaceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * TCP is short of memory ({@code tcp_enter_memory_pressure}, {@code tcp_try_rmem_schedule}, {@code tcp_check_oom}). The
 * memory and its bounds are the host's; TCPMemoryPressures counts in the one namespace whose socket came over the bound.
 * So pressure is said once, of the host's namespace where that is looked at, and what was lost of the namespace that lost
 * it.
 *
 * <p>PruneCalled alone is none: most of the time tidying up a buffer gives enough room.
 */
public final class TcpMemoryPressure implements Symptom {
    static final String NAME = "tcp-memory-pressure";

    private static final String PRESSURES = "TcpExt.TCPMemoryPressures";
    private static final String ABORTS = "TcpExt.TCPAbortOnMemory";

    /** The socket's own buffer is over its size, and could not be brought below. */
    private static final String BUFFER_OVER = "TcpExt.RcvPruned";

    /** A segment in order was dropped, for that reason or for want of memory. */
    private static final String DROPPED = "TcpExt.TCPRcvQDrop";

    private static final List<String> SIGNS =
            List.of(PRESSURES, ABORTS, BUFFER_OVER, DROPPED, "TcpExt.PruneCalled", "TcpExt.TCPToZeroWindowAdv");

    /** In so many intervals: a single segment is sent again, and nobody feels it. */
    private static final int LASTING_INTERVALS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(MemoryCause.values()).map(MemoryCause::label).toList();
    }

    /**
     * None: tcp_mem is the host's, and the limit of a cgroup is not a stage's to set. Programs that do not read gave no
     * RcvPruned on 6.18, however small their buffers and the segments were: the window closes before that.
     */
    @Override
    public List<Lab> labs() {
        return List.of();
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        return hostLimit(seen).or(() -> thrownAway(seen)).stream();
    }

    private static Optional<Verdict> hostLimit(NamespaceWindow seen) {
        boolean isOut = isHost(seen)
                && seen.node()
                        .lasts(host ->
                                Pages.ofTcp(host).filter(Pages::isOverMost).isPresent());
        boolean losesHere =
                seen.hasMoved(ABORTS) && memory(seen).filter(Pages::isOverMost).isPresent();
        if (losesHere || isOut) {
            return Optional.of(verdict(seen, MemoryCause.HOST_LIMIT, Severity.CRITICAL, Confidence.HIGH));
        }
        boolean isPressed = isHost(seen)
                && seen.node()
                        .lasts(host ->
                                Pages.ofTcp(host).filter(Pages::isOverPressure).isPresent());
        boolean came = isHost(seen)
                ? seen.node().namespaces().stream().anyMatch(it -> it.hasMoved(PRESSURES))
                : seen.hasMoved(PRESSURES) && seen.node().hostNamespace().isEmpty();
        return came || isPressed
                ? Optional.of(verdict(seen, MemoryCause.HOST_LIMIT, Severity.WARNING, Confidence.HIGH))
                : Optional.empty();
    }

    private static Optional<Verdict> thrownAway(NamespaceWindow seen) {
        if (seen.intervalsMoved(BUFFER_OVER) < LASTING_INTERVALS && seen.intervalsMoved(DROPPED) < LASTING_INTERVALS) {
            return Optional.empty();
        }
        if (seen.hasMoved(BUFFER_OVER) || seen.hasMoved("TcpExt.TCPToZeroWindowAdv")) {
            return Optional.of(verdict(seen, MemoryCause.SLOW_READERS, Severity.WARNING, Confidence.MEDIUM));
        }
        boolean hostHasEnough = memory(seen).filter(it -> !it.isOverPressure()).isPresent();
        return Optional.of(verdict(
                seen,
                hostHasEnough ? MemoryCause.CGROUP_LIMIT : MemoryCause.SLOW_READERS,
                Severity.WARNING,
                Confidence.LOW));
    }

    private static Verdict verdict(NamespaceWindow seen, MemoryCause cause, Severity severity, Confidence confidence) {
        return new Verdict(
                NAME,
                cause.label(),
                severity,
                confidence,
                Subject.of(seen.now()),
                cause.summary(),
                evidence(seen),
                cause.advice(seen),
                cause.refused(seen));
    }

    private static List<Evidence> evidence(NamespaceWindow seen) {
        var evidence = new ArrayList<Evidence>();
        memory(seen).ifPresent(memory -> evidence.add(new Evidence("sockstat TCP mem of the node", memory.text())));
        SIGNS.stream().filter(seen::hasMoved).map(seen::growth).forEach(evidence::add);
        if (evidence.isEmpty()) {
            seen.node().namespaces().stream()
                    .filter(other -> other.hasMoved(PRESSURES))
                    .map(other -> new Evidence(
                            "%s of namespace %d"
                                    .formatted(PRESSURES, other.now().id()),
                            other.growth(PRESSURES).value()))
                    .forEach(evidence::add);
        }
        return evidence;
    }

    private static boolean isHost(NamespaceWindow seen) {
        return seen.now().kind() == NamespaceKind.HOST;
    }

    private static Optional<Pages> memory(NamespaceWindow seen) {
        return Pages.ofTcp(seen.node().host());
    }
}
