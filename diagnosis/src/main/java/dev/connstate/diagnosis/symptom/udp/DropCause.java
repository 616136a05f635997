package dev.connstate.diagnosis.symptom.udp;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.UdpWindow;
import dev.connstate.report.NamespaceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Why a socket's own buffer is full. */
enum DropCause {
    /** The program does not take them in time, be it always or in bursts, and its buffer is what it asked for. */
    READER_TOO_SLOW("reader-too-slow"),
    /** The program asked for a bigger buffer than the host allows. */
    BUFFER_CAPPED("buffer-capped");

    /** A queue that was this full, in percent of its buffer, in every look did not drain. */
    private static final int NEVER_DRAINED_PERCENT = 75;

    /** Fewer looks than this can all fall into bursts. */
    private static final int LOOKS_TO_BE_SURE = 3;

    private final String label;

    DropCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** SO_RCVBUF is doubled by the kernel after it was capped ({@code __sock_set_rcvbuf}). */
    static DropCause of(NamespaceWindow seen, UdpWindow socket) {
        var buffer = socket.now().receiveBufferBytes();
        var most = mostAllowed(seen);
        return !neverDrained(socket)
                        && buffer.isPresent()
                        && most.isPresent()
                        && buffer.getAsLong() == 2 * most.getAsLong()
                ? BUFFER_CAPPED
                : READER_TOO_SLOW;
    }

    static OptionalLong mostAllowed(NamespaceWindow seen) {
        return seen.hostNumber("net.core.rmem_max");
    }

    static boolean neverDrained(UdpWindow socket) {
        var buffer = socket.now().receiveBufferBytes();
        return socket.looks().size() >= LOOKS_TO_BE_SURE
                && (buffer.isPresent()
                        ? socket.shortestQueue() * 100.0 >= buffer.getAsLong() * (double) NEVER_DRAINED_PERCENT
                        : socket.shortestQueue() > 0);
    }

    String summary(ReadPoint point) {
        var socket = point.worst();
        return switch (this) {
            case READER_TOO_SLOW ->
                neverDrained(socket)
                        ? "The program that reads UDP at %s is slower than datagrams come: its receive buffer never drains, and what comes is lost."
                                .formatted(point.text())
                        : "Datagrams to UDP %s are lost in bursts: they fill the receive buffer before the program reads it."
                                .formatted(point.text());
            case BUFFER_CAPPED ->
                "Bursts of datagrams to UDP %s overflow its receive buffer, which net.core.rmem_max of the node caps below what the program asked for."
                        .formatted(point.text());
        };
    }

    List<Advice> advice(NamespaceWindow seen, UdpWindow socket) {
        var advice = new ArrayList<Advice>();
        switch (this) {
            case READER_TOO_SLOW -> {
                if (!neverDrained(socket)) {
                    advice.add(Advice.application(biggerBuffer(seen, socket)));
                }
                advice.add(
                        Advice.application(
                                "Read in a thread that does nothing else and hands datagrams on; read many at a time (recvmmsg); or spread the port over several sockets with SO_REUSEPORT."));
                advice.add(
                        Advice.infrastructure(
                                "Give it more CPU (throttling is a usual reason) or more replicas, or have the senders send less."));
            }
            case BUFFER_CAPPED -> {
                Tuning.proposeTwice(
                                seen,
                                "net.core.rmem_max",
                                "Raise the node's cap on SO_RCVBUF, then restart the program: it is read by setsockopt(2).")
                        .ifPresent(advice::add);
                advice.add(
                        Advice.application(
                                "Read in a thread that does nothing else, and many datagrams at a time (recvmmsg): a buffer only carries a burst."));
            }
        }
        return advice;
    }

    /** The kernel counts what a datagram occupies, not its bytes: a small one takes ten times its size. */
    private static String biggerBuffer(NamespaceWindow seen, UdpWindow socket) {
        return hasRoom(seen, socket)
                ? "Have the program set SO_RCVBUF so that a burst fits: up to %d bytes (net.core.rmem_max) are possible without touching the node; the kernel doubles what is asked, %d bytes are in force now."
                        .formatted(
                                mostAllowed(seen).getAsLong(),
                                socket.now().receiveBufferBytes().getAsLong())
                : "Have the program set a SO_RCVBUF that a burst fits into.";
    }

    /** Whether SO_RCVBUF could be more than it is. */
    private static boolean hasRoom(NamespaceWindow seen, UdpWindow socket) {
        var most = mostAllowed(seen);
        var buffer = socket.now().receiveBufferBytes();
        return most.isPresent() && buffer.isPresent() && buffer.getAsLong() < 2 * most.getAsLong();
    }

    List<Refusal> refused(NamespaceWindow seen, UdpWindow socket) {
        var refused = new ArrayList<Refusal>();
        switch (this) {
            case READER_TOO_SLOW -> {
                if (neverDrained(socket)) {
                    refused.add(Refusals.RMEM_MAX_FOR_SLOW_READER);
                } else if (hasRoom(seen, socket)) {
                    refused.add(Refusals.RMEM_MAX_WITHOUT_SO_RCVBUF);
                }
            }
            case BUFFER_CAPPED -> {
                if (seen.now().kind() != NamespaceKind.HOST) {
                    refused.add(Refusals.RMEM_MAX_IN_POD);
                }
            }
        }
        refused.add(Refusals.UDP_MEM_FOR_ONE_SOCKET);
        refused.add(Refusals.NETDEV_MAX_BACKLOG_FOR_UDP);
        return refused;
    }
}
