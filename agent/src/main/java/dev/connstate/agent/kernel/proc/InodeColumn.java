package dev.connstate.agent.kernel.proc;

import java.util.Arrays;

/** The inodes of a table of sockets: a heading, then a socket on each line. */
final class InodeColumn {
    static final long NONE = -1;

    private final ProcText text;
    private long[] inodes = new long[16];
    private int size;

    InodeColumn(ProcText text) {
        this.text = text;
    }

    /** What {@code inode} finds in the lines below a heading that begins with {@code heading}. */
    long[] below(String heading, Line inode) throws MalformedFile {
        int end = text.lineEnd(0);
        var columns = new Columns(text.bytes());
        if (!text.beginsWith(heading)) {
            throw new MalformedFile(
                    text.isEmpty()
                            ? "is empty"
                            : "begins with '%s' where the heading belongs"
                                    .formatted(text.beginning(Math.min(end, 60))));
        }
        for (int from = end + 1; from < text.length(); from = end + 1) {
            end = text.lineEnd(from);
            columns.line(from, end);
            long found = inode.of(columns);
            if (found != NONE) {
                add(found);
            }
        }
        return Arrays.copyOf(inodes, size);
    }

    private void add(long inode) {
        if (size == inodes.length) {
            inodes = Arrays.copyOf(inodes, size * 2);
        }
        inodes[size++] = inode;
    }

    /** A line's inode, or {@link #NONE} when its socket is not meant. */
    interface Line {
        long of(Columns columns) throws MalformedFile;
    }
}
