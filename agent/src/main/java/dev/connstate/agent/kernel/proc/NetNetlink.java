package dev.connstate.agent.kernel.proc;

/** {@code /proc/net/netlink}: every bound AF_NETLINK socket ({@code netlink_native_seq_show}). */
public final class NetNetlink {
    private static final int PORT_ID = 2;
    private static final int INODE = 9;
    private static final String OF_THE_KERNEL = "0";

    private NetNetlink() {}

    /** The inodes of the sockets that are not the kernel's own. */
    public static long[] parse(ProcText text) throws MalformedFile {
        return new InodeColumn(text).below("sk", columns -> {
            long inode = columns.number(INODE);
            return columns.is(PORT_ID, OF_THE_KERNEL) ? InodeColumn.NONE : inode;
        });
    }
}
