package dev.connstate.diagnosis.symptom.udp;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.UdpWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Datagrams came as far as their socket and were lost there: its buffer was full ({@code __udp_enqueue_schedule_skb},
 * RcvbufErrors), or there was no memory for it (MemErrors, since about 5.11). A socket's own drops alone do not say so:
 * they also count bad checksums and what a socket filter turned away.
 */
public final class UdpReceiveDrops implements Symptom {
    static final String NAME = "udp-receive-drops";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.concat(Stream.of(DropCause.values()).map(DropCause::label), Stream.of(MemoryDrops.CAUSE))
                .toList();
    }

    @Override
    public List<Lab> labs() {
        return UdpLabs.RECEIVE_DROPS;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        return Stream.concat(full(seen), MemoryDrops.examine(seen));
    }

    private static Stream<Verdict> full(NamespaceWindow seen) {
        var lost = Losses.forWantOfBuffer(seen);
        if (!lost.any()) {
            return Stream.empty();
        }
        var dropping =
                ReadPoint.all(seen).stream().filter(ReadPoint::hasDropped).toList();
        return dropping.isEmpty() && lost.lasts() && seen.canCompareTables()
                ? Stream.of(unseen(seen, lost))
                : dropping.stream().map(point -> verdict(seen, lost, point));
    }

    /** The sockets have gone since, or are left out of the report's list. */
    private static Verdict unseen(NamespaceWindow seen, Losses lost) {
        return new Verdict(
                NAME,
                DropCause.READER_TOO_SLOW.label(),
                lost.severity(),
                Confidence.LOW,
                Subject.of(seen.now()),
                "Datagrams are lost at full receive buffers of sockets that are gone when one looks: short-lived ones, as clients of DNS have.",
                lost.evidence(),
                List.of(
                        Advice.application(
                                "Find the program that opens a UDP socket for each request, and have it keep one open and read it, or set a bigger SO_RCVBUF.")),
                List.of(Refusals.UDP_MEM_FOR_ONE_SOCKET, Refusals.NETDEV_MAX_BACKLOG_FOR_UDP));
    }

    private static Verdict verdict(NamespaceWindow seen, Losses lost, ReadPoint point) {
        var socket = point.worst();
        var cause = DropCause.of(seen, socket);
        boolean isSure = socket.now().receiveBufferBytes().isPresent()
                && DropCause.mostAllowed(seen).isPresent();
        return new Verdict(
                NAME,
                cause.label(),
                lost.severity(),
                isSure ? Confidence.HIGH : Confidence.MEDIUM,
                Subject.of(seen.now(), socket.now()),
                cause.summary(point),
                evidence(seen, lost, point),
                cause.advice(seen, socket),
                cause.refused(seen, socket));
    }

    private static List<Evidence> evidence(NamespaceWindow seen, Losses lost, ReadPoint point) {
        var evidence = new ArrayList<>(lost.evidence());
        var socket = point.worst();
        evidence.add(
                new Evidence("drops of UDP " + point.text(), "+%d in %s".formatted(point.drops(), seen.lengthText())));
        evidence.add(new Evidence("receive queue of UDP " + point.text(), queue(socket)));
        DropCause.mostAllowed(seen).ifPresent(most -> evidence.add(new Evidence("net.core.rmem_max", most + " bytes")));
        return evidence;
    }

    private static String queue(UdpWindow socket) {
        var buffer = socket.now().receiveBufferBytes();
        return "%d bytes now, %d at most, of a buffer of %s"
                .formatted(
                        socket.now().receiveQueueBytes(),
                        socket.longestQueue(),
                        buffer.isPresent() ? buffer.getAsLong() + " bytes" : "unknown size");
    }
}
