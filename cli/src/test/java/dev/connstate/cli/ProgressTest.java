package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalSeesOneLineAndThenNone() {
        try (var progress = new Progress(stream, true)) {
            progress.say("one");
            progress.say("two");
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[K");
    }

    /** A look may still be under way when the command has ended. */
    @Test
    void nothingComesAfterTheEnd() {
        var progress = new Progress(stream, true);
        progress.close();
        progress.say("late");
        progress.close();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001b[K");
    }

    @Test
    void elsewhereNothingIsWritten() {
        try (var progress = new Progress(stream, false)) {
            progress.say("one");
        }
        assertThat(written.size()).isZero();
    }
}
