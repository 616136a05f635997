package dev.connstate.agent.kernel.proc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The inodes of a table of sockets: a heading, then a socket on each line. */
final class InodeColumn {
    static final long NONE = -1;

    private final byte[] text;
    private final int length;
    private long[] inodes = new long[16];
    private int size;

    InodeColumn(ProcText text) {
        this.text = text.bytes();
        this.length = text.length();
    }

    /** What {@code inode} finds in the lines below a heading that begins with {@code heading}. */
    long[] below(String heading, Line inode) throws MalformedFile {
        int end = lineEnd(0);
        var columns = new Columns(text);
        if (!excerpt(heading.length()).equals(heading)) {
            throw new MalformedFile(
                    length == 0
                            ? "is empty"
                            : "begins with '%s' where the heading belongs".formatted(excerpt(Math.min(end, 60))));
        }
        for (int from = end + 1; from < length; from = end + 1) {
            end = lineEnd(from);
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

    private int lineEnd(int from) {
        int end = from;
        while (end < length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    /** The beginning of the text. */
    private String excerpt(int most) {
        return new String(text, 0, Math.min(most, length), StandardCharsets.ISO_8859_1);
    }

    /** A line's inode, or {@link #NONE} when its socket is not meant. */
    interface Line {
        long of(Columns columns) throws MalformedFile;
    }
}
