package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.ChildJvm;
import dev.connstate.agent.testing.Inhabitants;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Ss;
import dev.connstate.agent.testing.TestNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as it is started by a user, with a lab of the catalogue. */
@Timeout(120)
class LabRunIT {
    private static final String LAB = "accept-queue-overflow/application-backlog";
    private static final Pattern STAGE = Pattern.compile("process (\\d+) in network namespace");
    private static final Duration SOON = Duration.ofSeconds(2);

    /** On a machine that does much else. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @NeedsRoot
    @Nested
    class AsRoot {
        @Test
        void aLabIsPlayedAndFound() throws Exception {
            var run = start("lab", "run", LAB);
            var said = new String(run.getInputStream().readAllBytes());
            assertThat(run.waitFor()).as(said).isZero();
            assertThat(said).contains(LAB + "\n", "Found, after ", "connstate-lab(");
        }

        /** While it is looked at, and while it is held. */
        @ParameterizedTest
        @CsvSource({
            "INT, On stage is, 1",
            "INT, The stage stays, 0",
            "TERM, The stage stays, 0",
            "HUP, The stage stays, 0"
        })
        void aSignalEndsItCleanlyAndAtOnce(String signal, String when, int code) throws Exception {
            var run = start("lab", "run", LAB, "--hold", "60s");
            try (var out = run.inputReader()) {
                var namespace = namespace(out, when);
                long begin = System.nanoTime();
                signal(signal, run.pid());
                assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
                assertThat(run.exitValue()).isEqualTo(code);
                Inhabitants.awaitNone(namespace, SOON);
                assertThat(out.lines()).noneMatch(line -> line.contains("Exception"));
            }
        }

        @Test
        void nothingIsLeftOfOneThatIsKilled() throws Exception {
            var run = start("lab", "run", LAB, "--hold", "60s");
            try (var out = run.inputReader()) {
                var namespace = namespace(out, "The stage stays");
                signal("KILL", run.pid());
                Inhabitants.awaitNone(namespace, SOON);
            }
        }
    }

    /** As in a pod: lo is up, no rights, and the settings that were asked for are there. */
    @NeedsRoot
    @Nested
    class InPlace {
        private static final String RANGE = "net.ipv4.ip_local_port_range";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    LAB,
                    "close-wait-leak/never-closed",
                    "ephemeral-port-exhaustion/established",
                    "udp-receive-drops/reader-too-slow",
                    "healthy/burst-that-fits"
                })
        void itTakesNoRightsAndStays(String lab) throws Exception {
            try (var namespace = new TestNamespace();
                    var user = new Unprivileged()) {
                namespace.sysctl(RANGE, "40000 40499");
                var run = user.runInside(namespace, "lab", "run", lab, "--in-place");
                try (var out = run.inputReader()) {
                    var said = new ArrayList<String>();
                    while (said.isEmpty() || !said.getLast().startsWith("The stage stays until")) {
                        said.add(Objects.requireNonNull(out.readLine(), said::toString));
                    }
                    assertThat(said).anyMatch(line -> line.matches("(Found|Healthy), after .*"));
                    assertThat(said).anyMatch(line -> line.contains("in network namespace " + namespace.id()));
                    signal("TERM", run.pid());
                    assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
                    assertThat(run.exitValue()).isZero();
                    assertThat(Ss.listeners(namespace)).isEmpty();
                }
            }
        }

        @Test
        void aSettingThatIsMissingIsNamed() throws Exception {
            try (var namespace = new TestNamespace();
                    var user = new Unprivileged()) {
                var run =
                        user.runInside(namespace, "lab", "run", "ephemeral-port-exhaustion/established", "--in-place");
                var said = new String(run.getInputStream().readAllBytes());
                assertThat(run.waitFor()).isEqualTo(1);
                assertThat(said)
                        .isEqualTo("connstate: the kernel refuses to set " + RANGE + " = 40000 40499: it is not this "
                                + "process's to set; a pod is given it by securityContext.sysctls\n");
            }
        }
    }

    @Test
    void withoutRightsItIsPlayedInAUserNamespace() throws Exception {
        try (var user = new Unprivileged()) {
            user.mustHaveUserNamespaces();
            var run = user.run("lab", "run", LAB);
            var said = new String(run.getInputStream().readAllBytes());
            assertThat(run.waitFor()).as(said).isZero();
            assertThat(said).contains("Found, after ", "connstate-lab(", "-U -n --preserve-credentials ss -tan");
        }
    }

    @Test
    void whatForbidsUserNamespacesIsNamed() throws Exception {
        try (var user = new Unprivileged()) {
            user.mustHaveUserNamespaces(); // one in which there are to be no more
        }
        var words = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "sh", "-c", """
                echo 0 >/proc/sys/user/max_user_namespaces
                exec setpriv --bounding-set=-all --inh-caps=-all "$@"
                """, "sh"));
        words.addAll(List.of(ChildJvm.command(Connstate.class, "lab", "run", LAB)));
        var run = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(run.getInputStream().readAllBytes());
        assertThat(run.waitFor()).isEqualTo(1);
        assertThat(said)
                .isEqualTo("connstate: a lab needs a network namespace of its own, which cannot be made here (user "
                        + "namespaces are forbidden by user.max_user_namespaces=0): run it as root, in a container with "
                        + "all privileges\n");
    }

    @Test
    void aMissingUnshareIsNamed() throws Exception {
        var builder =
                new ProcessBuilder(ChildJvm.command(Connstate.class, "lab", "run", LAB)).redirectErrorStream(true);
        builder.environment().put("PATH", "/nonexistent");
        var run = builder.start();
        var said = new String(run.getInputStream().readAllBytes());
        assertThat(run.waitFor()).isEqualTo(1);
        assertThat(said)
                .startsWith("connstate: a lab needs the command unshare, which cannot be run (")
                .endsWith("): install the package util-linux\n")
                .hasLineCount(1);
    }

    /** With the signals of a terminal: where the tests run in the background a shell has had SIGINT ignored. */
    private static Process start(String... arguments) throws IOException {
        var words = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,TERM"));
        words.addAll(List.of(ChildJvm.command(Connstate.class, (Object[]) arguments)));
        return new ProcessBuilder(words).redirectErrorStream(true).start();
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    /** That of the stage, once a line that begins so was printed. */
    private static Path namespace(BufferedReader out, String awaited) throws IOException {
        var namespace = Path.of("");
        String line;
        while ((line = out.readLine()) != null) {
            var stage = STAGE.matcher(line);
            if (stage.find()) {
                namespace = Inhabitants.namespaceOf(Long.parseLong(stage.group(1)));
            }
            if (line.strip().startsWith(awaited)) {
                return namespace;
            }
        }
        throw new AssertionError("it ended and did not say '%s'".formatted(awaited));
    }
}
