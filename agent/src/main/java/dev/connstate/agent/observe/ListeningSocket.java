package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import java.util.OptionalLong;

/** A LISTEN row, kept. */
record ListeningSocket(int family, Address address, int port, long inode, AcceptQueue acceptQueue, OptionalLong drops) {
    static ListeningSocket of(SocketRow row) {
        return new ListeningSocket(
                row.family(),
                new Address(row.localHigh(), row.localLow()),
                row.localPort(),
                row.inode(),
                new AcceptQueue(row.receiveQueue(), known(row.queueLimit())),
                known(row.drops()));
    }

    /** What a connection shows of the listener that made it. */
    ListeningPoint point() {
        return new ListeningPoint(family, address, port);
    }

    static OptionalLong known(long value) {
        return value == SocketRow.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
