package dev.connstate.cli;

import dev.connstate.agent.AgentSettings;
import dev.connstate.cli.output.Captures;
import dev.connstate.report.NodeReport;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** A command that ran in this JVM, on a report of a file in place of a kernel. */
record Invocation(int code, String out, String err) {
    static final NodeReport REPORT = Captures.read(Path.of("src/test/resources/snapshot/busy-node/in-snapshot.json"));

    static Invocation of(String arguments) {
        return of(arguments, settings -> new Fixed());
    }

    static Invocation of(String arguments, Lookout.Post post) {
        var out = new ByteArrayOutputStream();
        var ended = of(arguments, post, out);
        return new Invocation(ended.code, out.toString(StandardCharsets.UTF_8) + ended.out, ended.err);
    }

    /** With another stream to write to; what picocli itself prints is in {@link #out}. */
    static Invocation of(String arguments, Lookout.Post post, OutputStream stream) {
        var help = new StringWriter();
        var err = new StringWriter();
        var words = arguments.isBlank() ? new String[0] : arguments.trim().split(" +");
        int code = Connstate.commandLine(post, new Output(stream))
                .setOut(new PrintWriter(help))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Invocation(code, help.toString(), err.toString());
    }

    static AgentSettings settings(String arguments) {
        var seen = new AtomicReference<AgentSettings>();
        of(arguments, settings -> {
            seen.set(settings);
            return new Fixed();
        });
        return seen.get();
    }

    /** Sees the same at every look. */
    static class Fixed implements Lookout {
        @Override
        public NodeReport observe() {
            return REPORT;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
