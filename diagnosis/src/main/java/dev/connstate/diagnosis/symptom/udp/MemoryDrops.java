package dev.connstate.diagnosis.symptom.udp;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Pages;
import dev.connstate.report.UdpSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Datagrams for which there was no memory ({@code __sk_mem_raise_allocated}): all UDP sockets of the host have what
 * udp_mem gives, or the pod what its memory limit gives. It hits whichever socket comes next, so none is to blame.
 */
final class MemoryDrops {
    static final String CAUSE = "memory";

    private MemoryDrops() {}

    static Stream<Verdict> examine(NamespaceWindow seen) {
        var lost = Losses.forWantOfMemory(seen);
        return lost.any() ? Stream.of(verdict(seen, lost)) : Stream.empty();
    }

    private static Verdict verdict(NamespaceWindow seen, Losses lost) {
        var memory = Pages.ofUdp(seen.node().host());
        boolean isHosts = memory.map(Pages::isOverPressure).orElse(false);
        return new Verdict(
                UdpReceiveDrops.NAME,
                CAUSE,
                lost.severity(),
                isHosts ? Confidence.HIGH : memory.isPresent() ? Confidence.MEDIUM : Confidence.LOW,
                Subject.of(seen.now()),
                isHosts
                        ? "Datagrams are lost because all UDP sockets of the node together hold as much memory as net.ipv4.udp_mem allows."
                        : "Datagrams are lost for want of memory: that of net.ipv4.udp_mem for all of the node, or that of the pod's own limit.",
                evidence(seen, lost),
                advice(seen, isHosts || memory.isEmpty()),
                List.of(Refusals.SO_RCVBUF_WHEN_MEMORY_IS_SHORT, Refusals.NETDEV_MAX_BACKLOG_FOR_UDP));
    }

    private static List<Evidence> evidence(NamespaceWindow seen, Losses lost) {
        var evidence = new ArrayList<>(lost.evidence());
        Pages.ofUdp(seen.node().host())
                .ifPresent(memory -> evidence.add(new Evidence("sockstat UDP mem of the node", memory.text())));
        seen.now().udp().stream()
                .max(Comparator.comparingLong(UdpSocket::receiveQueueBytes))
                .filter(socket -> socket.receiveQueueBytes() > 0)
                .ifPresent(socket -> evidence.add(new Evidence(
                        "longest receive queue here, of " + socket.address().withPort(socket.port()),
                        socket.receiveQueueBytes() + " bytes")));
        return evidence;
    }

    private static List<Advice> advice(NamespaceWindow seen, boolean mayBeHosts) {
        var advice = new ArrayList<Advice>();
        advice.add(
                Advice.application(
                        "Find the sockets whose queues hold the memory (ss -uamn, Recv-Q) and let their programs read faster, or ask for smaller buffers."));
        if (mayBeHosts) {
            Tuning.proposeTwice(
                            seen,
                            "net.ipv4.udp_mem",
                            "Give all UDP sockets of the node more memory, if the machine has it to spare.")
                    .ifPresent(advice::add);
        }
        advice.add(
                Advice.infrastructure(
                        "See whether the pod is at its memory limit (memory.max; sock in memory.stat of its cgroup): socket buffers count against it."));
        return advice;
    }
}
