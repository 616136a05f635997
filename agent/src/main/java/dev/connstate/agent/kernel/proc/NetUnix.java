package dev.connstate.agent.kernel.proc;

import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * {@code /proc/net/unix}: every AF_UNIX socket, bound or not ({@code unix_seq_show}).
 *
 * @param inodes 0 for a connection that was not accepted
 * @param closedPeers sockets that were closed while their other end is open: they stay for as long as that does, without
 *     a line. Every JVM has one
 */
public record NetUnix(long[] inodes, long closedPeers) {
    private static final int COLUMNS = 7;
    private static final Set<String> STREAM_AND_SEQPACKET = Set.of("0001", "0005");
    private static final String CONNECTED = "03";

    /** References of a socket's own: that of its other end is gone. */
    private static final String NO_PEERS = "00000002";

    public static NetUnix parse(String text) throws MalformedFile {
        var closedPeers = new int[1];
        var inodes = new InodeColumn(text).below("Num", columns -> {
            // The kernel prints a path as it is, newlines too: what follows one is no socket.
            if (columns.countTokens() < COLUMNS || !columns.nextToken().endsWith(":")) {
                return Optional.empty();
            }
            if (isWithoutItsPeer(columns)) {
                closedPeers[0]++;
            }
            return Optional.of(Numbers.unsigned(columns.nextToken()));
        });
        return new NetUnix(inodes, closedPeers[0]);
    }

    /** By RefCount, Protocol, Flags, Type and St. */
    private static boolean isWithoutItsPeer(StringTokenizer columns) {
        var references = columns.nextToken();
        columns.nextToken();
        columns.nextToken();
        var type = columns.nextToken();
        var state = columns.nextToken();
        return references.equals(NO_PEERS) && STREAM_AND_SEQPACKET.contains(type) && state.equals(CONNECTED);
    }
}
