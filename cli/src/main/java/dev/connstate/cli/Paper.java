package dev.connstate.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.TerminalBuilder;

/**
 * What text is written on.
 *
 * @param columns for lines that are pleasant to read
 * @param bold whether it is a terminal, which can emphasise
 */
record Paper(int columns, boolean bold) {
    private static final int PLEASANT = 100;

    static Paper standardOutput() {
        boolean terminal = Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent()
                && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
        return terminal ? new Paper(Math.min(PLEASANT, width()), true) : new Paper(PLEASANT, false);
    }

    /** Only of a pseudo-terminal: asking a serial line may hang it up (jline3 issue 2170). */
    private static int width() {
        try {
            if (!Files.readSymbolicLink(Path.of("/proc/self/fd/1")).startsWith("/dev/pts")) {
                return PLEASANT;
            }
            try (var terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .provider("ffm")
                    .build()) {
                return terminal.getWidth() > 0 ? terminal.getWidth() : PLEASANT;
            }
        } catch (IOException | IllegalStateException e) {
            return PLEASANT;
        }
    }
}
