package dev.connstate.agent.kernel.proc;

import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.kernel.libc.OpenDirectory;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a small file of proc says, in memory that the next file is read into. It is read at one go:
 * {@link java.nio.file.Files#readString} begins with a single byte, because the file's size is given as 0, and a sysctl
 * returns nothing to a second read ({@code proc_dointvec} at an offset).
 */
public final class ProcText {
    private static final int BUFFER_BYTES = 16 * 1024;

    private byte[] bytes = new byte[BUFFER_BYTES];
    private int length;

    public static ProcText of(String text) {
        var of = new ProcText();
        of.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        of.length = of.bytes.length;
        return of;
    }

    /**
     * Reads another file; what was here is gone.
     *
     * @throws NoSuchFileException when it is not there
     * @throws IOException when it cannot be read
     */
    public void read(Path file) throws IOException {
        length = 0;
        try (var stream = new FileInputStream(file.toFile())) {
            for (int read = stream.read(bytes); read > 0; read = stream.read(bytes, length, bytes.length - length)) {
                grow(read);
            }
        } catch (FileNotFoundException e) {
            throw file.toFile().exists()
                    ? new AccessDeniedException(file.toString())
                    : new NoSuchFileException(file.toString());
        }
    }

    /** Likewise, a file of this directory. */
    public void read(OpenDirectory directory, String name) throws IOException {
        read(directory, name, false);
    }

    /**
     * Likewise, a file that the kernel gives as a whole as far as there is room for it, so that a read which leaves room
     * was the last: a sysctl, or one of a single record ({@code single_open}).
     */
    public void readWhole(OpenDirectory directory, String name) throws IOException {
        read(directory, name, true);
    }

    private void read(OpenDirectory directory, String name, boolean isWhole) throws IOException {
        length = 0;
        try {
            int file = directory.open(name);
            try {
                int read;
                int room;
                do {
                    room = Math.min(bytes.length - length, Libc.MOST_READ);
                    read = directory.read(file, bytes, length);
                    grow(read);
                } while (read > 0 && !(isWhole && read < room));
            } finally {
                directory.close(file);
            }
        } catch (KernelException e) {
            var path = directory.path().resolve(name).toString();
            throw switch (e.errno()) {
                case Errno.ENOENT -> new NoSuchFileException(path);
                case Errno.EACCES -> new AccessDeniedException(path);
                default -> e;
            };
        }
    }

    private void grow(int read) {
        length += read;
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The memory, of which the first {@link #length()} bytes are the text. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Where the line ends that this is in: at its newline, or with the text. */
    int lineEnd(int from) {
        int end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    boolean beginsWith(String beginning) {
        for (int i = 0; i < beginning.length(); i++) {
            if (i == length || bytes[i] != (byte) beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** So much of it, or all there is. */
    String beginning(int most) {
        return new String(bytes, 0, Math.min(most, length), StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return beginning(length);
    }
}
