package dev.connstate.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.program.AgentProgram;
import dev.connstate.operator.certificate.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own, in front of a real intake. */
class AgentProgramIT {
    @TempDir
    private Path folder;

    private IntakeStage stage;

    @BeforeEach
    void start() throws Exception {
        var ca = folder.resolve("ca");
        stage = new IntakeStage(folder, ca, IntakeStage.selfMade(ca, Terms.DEFAULTS), InstantSource.system());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void itReportsThisMachineAgainAndAgainUntilItIsToldToEnd() throws Exception {
        var agent = agent("--interval=500ms", "--listen=127.0.0.1:0");
        try {
            var first = stage.post.next();
            assertThat(first.node().name()).isEqualTo("node-1");
            assertThat(first.namespaces()).isNotEmpty();
            agent.destroy();
            assertThat(agent.waitFor(2, TimeUnit.SECONDS)).isTrue();
        } finally {
            agent.destroyForcibly();
        }
    }

    @Test
    void onceIsOnceAndSaysWhatWentWrong() throws Exception {
        assertThat(once("--once")).isEmpty();
        assertThat(stage.post.waiting()).isEqualTo(1);
        Files.writeString(folder.resolve("token"), "token-0");
        assertThat(once("--once"))
                .containsExactly("connstate-agent: 127.0.0.1 did not take the report: 401 the token is in no book");
        assertThat(once("--once", "--ca-file=" + folder.resolve("none")))
                .singleElement()
                .asString()
                .contains(
                        "%s is not there (yet): the operator publishes its CA there".formatted(folder.resolve("none")));
    }

    /** What it says; its exit code is 0 when that is nothing. */
    private List<String> once(String... options) throws Exception {
        var agent = agent(options);
        try (var lines = agent.errorReader()) {
            var said = lines.lines().toList();
            assertThat(agent.waitFor()).isEqualTo(said.isEmpty() ? 0 : 1);
            return said;
        } finally {
            agent.destroyForcibly();
        }
    }

    private Process agent(String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AgentProgram.class.getName(),
                "--node-name=node-1",
                "--source=proc",
                "--operator=https://127.0.0.1:" + stage.intake().port(),
                "--token-file=" + folder.resolve("token")));
        command.addAll(List.of(options));
        if (List.of(options).stream().noneMatch(option -> option.startsWith("--ca-file"))) {
            command.add("--ca-file=" + folder.resolve("ca/ca.crt"));
        }
        return new ProcessBuilder(command).start();
    }
}
