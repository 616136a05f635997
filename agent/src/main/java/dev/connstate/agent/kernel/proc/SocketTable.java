package dev.connstate.agent.kernel.proc;

import dev.connstate.agent.kernel.SocketSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A socket table of proc, line by line through one buffer, whatever its size. A line that is odd costs only itself.
 */
public final class SocketTable {
    private static final int LISTEN = 10;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final SocketLine line;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private SocketTable(boolean udp) {
        this.line = new SocketLine(udp);
    }

    /** For {@code tcp} and {@code tcp6}. */
    public static SocketTable tcp() {
        return new SocketTable(false);
    }

    /** For {@code udp} and {@code udp6}. */
    public static SocketTable udp() {
        return new SocketTable(true);
    }

    /** Every row. */
    public Reading read(InputStream file, SocketSink sink) throws IOException {
        return read(file, sink, false);
    }

    /** The listening sockets, which the kernel prints first ({@code tcp_get_idx}): the rest is not even made. */
    public Reading readListeners(InputStream file, SocketSink sink) throws IOException {
        return read(file, sink, true);
    }

    private Reading read(InputStream file, SocketSink sink, boolean listenersOnly) throws IOException {
        long rows = 0;
        long bytes = 0;
        long lineNumber = 0;
        long oddLines = 0;
        String firstOdd = "";
        int filled = 0;
        while (true) {
            int read = file.read(buffer, filled, buffer.length - filled);
            bytes += Math.max(read, 0);
            int available = filled + Math.max(read, 0);
            int from = 0;
            for (int to = newline(from, available, read); to >= 0; to = newline(from, available, read)) {
                lineNumber++;
                boolean whole = to < available;
                if (lineNumber == 1) {
                    requireHeader(from, to);
                } else if (whole && line.moveTo(buffer, from, to)) {
                    if (listenersOnly && line.state() != LISTEN) {
                        return new Reading(rows, bytes, oddLines, odd(firstOdd));
                    }
                    sink.row(line);
                    rows++;
                } else if (oddLines++ == 0) {
                    firstOdd = "line %d is not a socket: '%s'".formatted(lineNumber, excerpt(from, to));
                }
                from = to + 1;
            }
            if (read < 0) {
                if (lineNumber == 0) {
                    throw new MalformedFile("is empty");
                }
                return new Reading(rows, bytes, oddLines, odd(firstOdd));
            }
            filled = Math.max(0, available - from);
            if (filled == buffer.length) {
                throw new MalformedFile("has a line of more than %d bytes".formatted(BUFFER_BYTES));
            }
            System.arraycopy(buffer, from, buffer, 0, filled);
        }
    }

    /** Where the line from {@code from} ends; at the file's end also without a newline; -1 when more must be read. */
    private int newline(int from, int available, int read) {
        for (int i = from; i < available; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return read < 0 && from < available ? available : -1;
    }

    private void requireHeader(int from, int to) throws MalformedFile {
        if (!excerpt(from, to).stripLeading().startsWith("sl")) {
            throw new MalformedFile("is no socket table: it begins with '%s'".formatted(excerpt(from, to)));
        }
    }

    private String excerpt(int from, int to) {
        return new String(buffer, from, Math.min(to - from, 60), StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> odd(String first) {
        return Optional.of(first).filter(text -> !text.isEmpty());
    }

    /**
     * What reading brought.
     *
     * @param oddLines lines that are not of a socket's form, left out of the rows
     * @param firstOdd says which was the first
     */
    public record Reading(long rows, long bytes, long oddLines, Optional<String> firstOdd) {}
}
