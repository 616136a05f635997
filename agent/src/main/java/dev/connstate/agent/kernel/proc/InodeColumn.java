package dev.connstate.agent.kernel.proc;

import java.util.Arrays;
import java.util.Optional;
import java.util.StringTokenizer;

/** The inodes of a table of sockets: a heading, then a socket on each line, its columns between blanks. */
final class InodeColumn {
    private final String text;
    private long[] inodes = new long[64];
    private int size;

    InodeColumn(String text) {
        this.text = text;
    }

    /** What {@code inode} finds in the lines below a heading that begins with {@code heading}. */
    long[] below(String heading, Line inode) throws MalformedFile {
        int end = lineEnd(0);
        if (!text.startsWith(heading)) {
            throw new MalformedFile(
                    text.isEmpty()
                            ? "is empty"
                            : "begins with '%s' where the heading belongs".formatted(excerpt(0, end)));
        }
        for (int from = end + 1; from < text.length(); from = end + 1) {
            end = lineEnd(from);
            var columns = new StringTokenizer(text.substring(from, end), " ");
            var found = inode.of(columns);
            if (found.isPresent()) {
                add(found.get());
            }
        }
        return Arrays.copyOf(inodes, size);
    }

    /** The column of an index; the line must have it. */
    static String column(StringTokenizer columns, int index) throws MalformedFile {
        for (int i = 0; i < index && columns.hasMoreTokens(); i++) {
            columns.nextToken();
        }
        if (!columns.hasMoreTokens()) {
            throw new MalformedFile("has a line with fewer columns than its heading");
        }
        return columns.nextToken();
    }

    private void add(long inode) {
        if (size == inodes.length) {
            inodes = Arrays.copyOf(inodes, size * 2);
        }
        inodes[size++] = inode;
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private String excerpt(int from, int to) {
        return text.substring(from, Math.min(to, from + 60));
    }

    /** A line's inode, unless its socket is not meant. */
    interface Line {
        Optional<Long> of(StringTokenizer columns) throws MalformedFile;
    }
}
