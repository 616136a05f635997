package dev.connstate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Where results go. Unlike a PrintStream it tells a reader that went away from a disk that is full. */
final class Output {
    private final OutputStream stream;

    Output(OutputStream stream) {
        this.stream = stream;
    }

    /**
     * Writes all of it, at once.
     *
     * @return false when nobody reads any more, as after {@code | head}
     */
    boolean print(String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
            return true;
        } catch (IOException e) {
            if ("Broken pipe".equals(e.getMessage())) {
                return false;
            }
            throw new CommandException("the output could not be written: " + e.getMessage());
        }
    }
}
