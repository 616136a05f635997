package dev.connstate.agent.kernel.proc;

import java.util.Optional;

/** {@code /proc/net/netlink}: every bound AF_NETLINK socket ({@code netlink_native_seq_show}). */
public final class NetNetlink {
    private static final int PORT_ID = 2;
    private static final int INODE = 9;
    private static final String OF_THE_KERNEL = "0";

    private NetNetlink() {}

    /** The inodes of the sockets that are not the kernel's own. */
    public static long[] parse(String text) throws MalformedFile {
        return new InodeColumn(text).below("sk", columns -> {
            var portId = InodeColumn.column(columns, PORT_ID);
            long inode = Numbers.unsigned(InodeColumn.column(columns, INODE - PORT_ID - 1));
            return portId.equals(OF_THE_KERNEL) ? Optional.empty() : Optional.of(inode);
        });
    }
}
