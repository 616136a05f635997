package dev.connstate.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.cli.output.Captures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final Frame FRAME = new Frame(
            Captures.read(Path.of("src/test/resources/snapshot/busy-node/in-snapshot.json")),
            Optional.empty(),
            List.of(),
            "every 2s");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void theTerminalIsGivenBackAsItWas() throws IOException {
        try (var keys = new PipedOutputStream();
                var terminal = terminal(new PipedInputStream(keys))) {
            var before = terminal.getAttributes();
            try (var screen = Screen.on(terminal, true, () -> {})) {
                assertThat(screen.show(FRAME)).isTrue();
                assertThat(text()).startsWith("\u001b[?1049h").contains("Linux 6.12.117 amd64", "\u001b[31m");
            }
            assertThat(text()).contains("\u001b[?1049l");
            assertThat(terminal.getAttributes().toString()).isEqualTo(before.toString());
        }
    }

    @Test
    void noColorMeansNone() throws IOException {
        try (var keys = new PipedOutputStream();
                var terminal = terminal(new PipedInputStream(keys));
                var screen = Screen.on(terminal, false, () -> {})) {
            screen.show(FRAME);
            assertThat(text()).doesNotContainPattern("\u001b\\[[0-9;]*3[0-7]m");
        }
    }

    /** JLine scrolls what only moved, and changes the lines that it was given last for that. */
    @Test
    void linesMayMoveUpAndDown() throws IOException {
        var folder = Path.of("src/test/resources/run/many-pods");
        var ill = ViewTest.frame(folder);
        var well = new Frame(ill.report(), ill.previous(), List.of(), ill.status());
        try (var keys = new PipedOutputStream();
                var terminal = terminal(new PipedInputStream(keys));
                var screen = Screen.on(terminal, true, () -> {})) {
            for (var frame : List.of(well, ill, well)) {
                assertThat(screen.show(frame)).isTrue();
            }
        }
    }

    @Test
    void qQuits() throws Exception {
        var quit = new CountDownLatch(1);
        try (var terminal = terminal(new ByteArrayInputStream("xq".getBytes(StandardCharsets.UTF_8)));
                var _ = Screen.on(terminal, true, quit::countDown)) {
            assertThat(quit.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private ExternalTerminal terminal(InputStream keys) throws IOException {
        var terminal = new ExternalTerminal(
                null, "test", "xterm-256color", keys, written, StandardCharsets.UTF_8, SignalHandler.SIG_IGN);
        terminal.setSize(new Size(100, 30));
        return terminal;
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
