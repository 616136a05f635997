package dev.connstate.cli.live;

import dev.connstate.cli.output.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** The whole terminal, redrawn only where it changed, and given back as it was. */
public final class Screen implements Canvas {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final boolean colour;
    private Optional<Frame> shown = Optional.empty();
    private boolean closed;

    private Screen(Terminal terminal, boolean colour) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        this.display = new Display(terminal, true);
        this.colour = colour;
    }

    /**
     * Empty where the terminal cannot be controlled, as on a serial console without stty.
     *
     * @param colour false where the user set NO_COLOR
     * @param quit run on {@code q}, on Ctrl-C, and when the terminal goes away
     */
    public static Optional<Screen> open(boolean colour, Runnable quit) {
        try {
            var terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .provider(isPseudoTerminal() ? "ffm" : "exec")
                    .nativeSignals(true)
                    .build();
            return Optional.of(on(terminal, colour, quit));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    static Screen on(Terminal terminal, boolean colour, Runnable quit) {
        var screen = new Screen(terminal, colour);
        terminal.handle(Signal.INT, signal -> quit.run());
        terminal.handle(Signal.QUIT, signal -> quit.run());
        terminal.handle(Signal.WINCH, signal -> screen.redraw());
        terminal.handle(Signal.CONT, signal -> screen.resume());
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        screen.display.resize(screen.rows(), screen.columns());
        screen.display.update(List.of(new AttributedString("The first look is under way …")), 0);
        terminal.flush();
        Thread.ofPlatform().daemon().name("keys").start(() -> screen.readKeys(quit));
        return screen;
    }

    @Override
    public synchronized boolean show(Frame frame) {
        shown = Optional.of(frame);
        draw(frame);
        return true;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException e) {
            // It is restored already, and there is nothing left to tell.
        }
    }

    private synchronized void redraw() {
        display.clear();
        shown.ifPresent(this::draw);
    }

    private synchronized void resume() {
        terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        redraw();
    }

    private void draw(Frame frame) {
        if (closed) {
            return;
        }
        int columns = columns();
        int rows = rows();
        display.resize(rows, columns);
        // A list that can change: the display moves lines in the last one when it scrolls.
        List<AttributedString> lines = new ArrayList<>();
        View.screen(frame, columns, rows).forEach(line -> lines.add(styled(line)));
        display.update(lines, 0);
        terminal.flush();
    }

    private int columns() {
        return terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_COLUMNS;
    }

    private int rows() {
        return terminal.getHeight() > 0 ? terminal.getHeight() : USUAL_ROWS;
    }

    /**
     * JLine 3.30's own tcsetattr sets the speed of a line to 0, which hangs up a serial console (jline3 issue 2170); its
     * stty does not.
     */
    private static boolean isPseudoTerminal() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).startsWith("/dev/pts");
    }

    private AttributedString styled(Line line) {
        var plain = AttributedStyle.DEFAULT;
        var style = switch (line.tone()) {
            case PLAIN -> plain;
            case TITLE -> plain.bold();
            case HEADER -> colour ? plain.foreground(AttributedStyle.CYAN) : plain;
            case ALARM -> colour ? plain.foreground(AttributedStyle.RED) : plain.bold();
            case WARNING -> colour ? plain.foreground(AttributedStyle.YELLOW) : plain.bold();
            case REMARK -> colour ? plain.faint() : plain;
        };
        return new AttributedString(line.text(), style);
    }

    private void readKeys(Runnable quit) {
        try {
            int key = terminal.reader().read();
            while (key >= 0 && key != 'q' && key != 'Q') {
                key = terminal.reader().read();
            }
        } catch (IOException e) {
            // the terminal is closed, by us or by its end
        }
        quit.run();
    }
}
