package dev.connstate.agent.kernel.proc;

/**
 * {@code /proc/net/unix}: every AF_UNIX socket, bound or not ({@code unix_seq_show}).
 *
 * @param inodes 0 for a connection that was not accepted
 * @param closedPeers sockets that were closed while their other end is open: they stay for as long as that does, without
 *     a line. Every JVM has one
 */
public record NetUnix(long[] inodes, long closedPeers) {
    private static final int REFERENCES = 1;
    private static final int TYPE = 4;
    private static final int STATE = 5;
    private static final int INODE = 6;

    private static final String STREAM = "0001";
    private static final String SEQPACKET = "0005";
    private static final String CONNECTED = "03";

    /** References of a socket's own: that of its other end is gone. */
    private static final String NO_PEERS = "00000002";

    public static NetUnix parse(ProcText text) throws MalformedFile {
        var closedPeers = new int[1];
        var inodes = new InodeColumn(text).below("Num", columns -> {
            // The kernel prints a path as it is, newlines too: what follows one is no socket.
            if (columns.size() <= INODE || !columns.endsWith(0, ':')) {
                return InodeColumn.NONE;
            }
            closedPeers[0] += isWithoutItsPeer(columns) ? 1 : 0;
            return columns.number(INODE);
        });
        return new NetUnix(inodes, closedPeers[0]);
    }

    private static boolean isWithoutItsPeer(Columns columns) {
        return columns.is(REFERENCES, NO_PEERS)
                && (columns.is(TYPE, STREAM) || columns.is(TYPE, SEQPACKET))
                && columns.is(STATE, CONNECTED);
    }
}
