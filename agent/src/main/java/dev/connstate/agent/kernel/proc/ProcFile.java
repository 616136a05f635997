package dev.connstate.agent.kernel.proc;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small file of proc that is read now and then; one that is read in each look has a {@link ProcText}. */
public final class ProcFile {
    private ProcFile() {}

    /**
     * @throws NoSuchFileException when it is not there
     * @throws IOException when it cannot be read
     */
    public static String read(Path file) throws IOException {
        var text = new ProcText();
        text.read(file);
        return text.toString();
    }
}
