package dev.connstate.agent.kernel.proc;

import java.util.Optional;

/** {@code /proc/net/unix}: every AF_UNIX socket, bound or not ({@code unix_seq_show}). */
public final class NetUnix {
    private static final int INODE = 6;

    private NetUnix() {}

    /** The inodes; 0 for a connection that was not accepted. */
    public static long[] parse(String text) throws MalformedFile {
        return new InodeColumn(text).below("Num", columns -> {
            // The kernel prints a path as it is, newlines too: what follows one is no socket.
            if (columns.countTokens() <= INODE || !columns.nextToken().endsWith(":")) {
                return Optional.empty();
            }
            return Optional.of(Numbers.unsigned(InodeColumn.column(columns, INODE - 1)));
        });
    }
}
