package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** A UDP row, kept. */
record DatagramSocket(
        Address address,
        int port,
        long inode,
        long receiveQueueBytes,
        OptionalLong receiveBufferBytes,
        OptionalLong drops) {
    private static final Comparator<DatagramSocket> WORST_FIRST = Comparator.<DatagramSocket>comparingLong(
                    socket -> -socket.drops.orElse(0))
            .thenComparingLong(socket -> -socket.receiveQueueBytes)
            .thenComparingInt(DatagramSocket::port)
            .thenComparing(DatagramSocket::address)
            .thenComparingLong(DatagramSocket::inode);

    static DatagramSocket of(SocketRow row) {
        return new DatagramSocket(
                new Address(row.localHigh(), row.localLow()),
                row.localPort(),
                row.inode(),
                row.receiveQueue(),
                ListeningSocket.known(row.receiveBuffer()),
                ListeningSocket.known(row.drops()));
    }

    static List<DatagramSocket> worst(List<DatagramSocket> sockets, int most) {
        var sorted = new ArrayList<>(sockets);
        sorted.sort(WORST_FIRST);
        return List.copyOf(sorted.subList(0, Math.min(most, sorted.size())));
    }
}
