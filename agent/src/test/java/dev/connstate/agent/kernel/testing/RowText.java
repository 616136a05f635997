package dev.connstate.agent.kernel.testing;

import dev.connstate.agent.kernel.AddressFamily;
import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Address;
import dev.connstate.report.TcpState;

/** A row as a line for people to read. */
public final class RowText {
    private RowText() {}

    /** With all that a row says. */
    public static String of(SocketRow row) {
        return "%s sent %d times again, next in %d ms, queue %d limit %s drops %s buffer %s"
                .formatted(
                        ends(row),
                        row.retransmits(),
                        row.expiresMillis(),
                        row.receiveQueue(),
                        known(row.queueLimit()),
                        known(row.drops()),
                        known(row.receiveBuffer()));
    }

    /** What every source knows, and no moment changes. */
    public static String ends(SocketRow row) {
        return "%-11s %-5s %s %s inode %d unsent %d timer %d"
                .formatted(
                        TcpState.ALL.get(row.state() - 1),
                        row.family() == AddressFamily.AF_INET ? "inet" : "inet6",
                        new Address(row.localHigh(), row.localLow()).withPort(row.localPort()),
                        new Address(row.remoteHigh(), row.remoteLow()).withPort(row.remotePort()),
                        row.inode(),
                        row.sendQueue(),
                        row.timer());
    }

    private static String known(long value) {
        return value == SocketRow.UNKNOWN ? "?" : Long.toString(value);
    }
}
