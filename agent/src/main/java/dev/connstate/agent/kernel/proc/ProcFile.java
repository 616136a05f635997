package dev.connstate.agent.kernel.proc;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a small file of proc at one go. {@link java.nio.file.Files#readString} begins with a single byte, because the
 * file's size is given as 0, and a sysctl returns nothing to a second read ({@code proc_dointvec} at an offset).
 */
public final class ProcFile {
    private static final int BUFFER_BYTES = 16 * 1024;

    private ProcFile() {}

    /**
     * @throws NoSuchFileException when it is not there
     * @throws IOException when it cannot be read
     */
    public static String read(Path file) throws IOException {
        try (var stream = new FileInputStream(file.toFile())) {
            var bytes = new byte[BUFFER_BYTES];
            int filled = 0;
            for (int read = stream.read(bytes); read > 0; read = stream.read(bytes, filled, bytes.length - filled)) {
                filled += read;
                if (filled == bytes.length) {
                    bytes = Arrays.copyOf(bytes, filled * 2);
                }
            }
            return new String(bytes, 0, filled, StandardCharsets.ISO_8859_1);
        } catch (FileNotFoundException e) {
            throw file.toFile().exists()
                    ? new AccessDeniedException(file.toString())
                    : new NoSuchFileException(file.toString());
        }
    }
}
