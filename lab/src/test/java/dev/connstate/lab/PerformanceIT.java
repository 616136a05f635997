package dev.connstate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.testing.ChildJvm;
import dev.connstate.agent.testing.Inhabitants;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lab's process: what it says, where it is, and that it never outlives who looks. */
@NeedsRoot
@Timeout(60)
class PerformanceIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void aScriptIsHeardStepByStepAndItsSocketsStay() throws Exception {
        try (var performance = TestLabs.play("ends")) {
            performance.begin();
            assertThat(performance.nextStep(SOON)).contains("a setting");
            assertThat(performance.nextStep(SOON)).contains("a listener");
            assertThat(performance.isLastScene()).isFalse();
            assertThat(performance.nextStep(SOON)).contains("the end of it");
            assertThat(performance.nextStep(Duration.ofMillis(500))).isEmpty();
            assertThat(performance.isLastScene()).isTrue();
            assertThat(inside(performance, "ss", "-ltnH"))
                    .singleElement()
                    .asString()
                    .contains("10.1.2.3:8080");
        }
    }

    @Test
    void untilItBeginsThereAreSettingsAndNoSockets() throws Exception {
        try (var performance = TestLabs.play("ends")) {
            assertThat(inside(performance, "cat", "/proc/sys/net/core/somaxconn"))
                    .containsExactly("16");
            assertThat(inside(performance, "ip", "address", "show", "lo")).anyMatch(it -> it.contains("10.1.2.3/32"));
            assertThat(inside(performance, "ss", "-ltnH")).isEmpty();
            assertThat(performance.isLastScene()).isFalse();
        }
    }

    @Test
    void repetitionIsTheLastScene() throws Exception {
        try (var performance = TestLabs.play("repeats")) {
            performance.begin();
            assertThat(performance.nextStep(SOON)).contains("step 1");
            assertThat(performance.isLastScene()).isTrue();
            assertThat(performance.nextStep(SOON)).contains("step 2");
        }
    }

    @Test
    void itIsAProcessOfItsOwnNameInANamespaceOfItsOwn() throws Exception {
        try (var performance = TestLabs.play("ends")) {
            var process = Path.of("/proc", Integer.toString(performance.pid()));
            assertThat(Files.readString(process.resolve("comm"))).isEqualTo("connstate-lab\n");
            assertThat(Files.getAttribute(process.resolve("net/tcp"), "unix:ino"))
                    .isEqualTo(performance.namespace());
            assertThat(Inhabitants.namespaceOf(performance.pid()))
                    .isNotEqualTo(
                            Inhabitants.namespaceOf(ProcessHandle.current().pid()));
            // After the name in brackets: state, parent, group, session.
            var words =
                    Files.readString(process.resolve("stat")).split("\\) ")[1].split(" ");
            assertThat(words[3]).isEqualTo(Integer.toString(performance.pid()));
            assertThat(limit(process)).isEqualTo(limit(Path.of("/proc/self")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ends", "repeats"})
    void itEndsWithItsObject(String lab) throws Exception {
        var performance = TestLabs.play(lab);
        var stage = ProcessHandle.of(performance.pid()).orElseThrow();
        performance.begin();
        performance.close();
        assertThat(stage.isAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ends", "repeats"})
    void itEndsWithAKilledParent(String lab) throws Exception {
        var parent = new ProcessBuilder(ChildJvm.command(Spectator.class, lab))
                .redirectErrorStream(true)
                .start();
        var namespace =
                Inhabitants.namespaceOf(Long.parseLong(parent.inputReader().readLine()));
        parent.destroyForcibly(); // SIGKILL
        Inhabitants.awaitNone(namespace, Duration.ofSeconds(2));
        parent.inputReader().close();
    }

    @Test
    void aKilledStageIsAFailure() throws Exception {
        try (var performance = TestLabs.play("ends")) {
            ProcessHandle.of(performance.pid()).orElseThrow().destroyForcibly();
            assertThatThrownBy(() -> drain(performance))
                    .isInstanceOf(LabException.class)
                    .hasMessage("the stage ended by itself with code 137");
            performance.begin(); // has no effect any more
        }
    }

    @Test
    void whatTheKernelRefusesIsOneSentence() {
        try (var performance = TestLabs.play("refused")) {
            performance.begin();
            for (int i = 0; i < 2; i++) { // as often as one asks
                assertThatThrownBy(() -> drain(performance))
                        .isInstanceOf(LabException.class)
                        .hasMessage("the kernel refuses to bind to 127.0.0.1:8080: Address already in use");
            }
        }
    }

    @Test
    void aStageThatCannotBeBuiltIsOneSentence() {
        assertThatThrownBy(() -> TestLabs.play("refused-early"))
                .isInstanceOf(LabException.class)
                .hasMessage("the kernel refuses to set net.core.somaxconn = -1: Invalid argument");
    }

    @Test
    void aScriptsErrorIsNamed() {
        assertThatThrownBy(() -> TestLabs.play("wrong"))
                .isInstanceOf(LabException.class)
                .hasMessage("the script of healthy/wrong has an error: java.lang.IllegalStateException: a mistake");
    }

    @Test
    void noProcessIsLeftByThoseThatFail() throws Exception {
        assertThatThrownBy(() -> TestLabs.play("wrong")).isInstanceOf(LabException.class);
        Wait.until(
                "all children are gone",
                () -> ProcessHandle.current()
                        .children()
                        .noneMatch(
                                child -> child.info().commandLine().orElse("").contains(TestLabs.class.getName())));
    }

    private static void drain(Performance performance) throws InterruptedException {
        while (performance.nextStep(SOON).isPresent()) {
            // until it fails
        }
    }

    private static String limit(Path process) throws IOException {
        return Files.readAllLines(process.resolve("limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> inside(Performance performance, String... command) throws IOException {
        var words = new ArrayList<>(List.of(Rights.toEnter(performance.pid()).split(" ")));
        words.addAll(List.of(command));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var out = process.inputReader()) {
            return out.lines().toList();
        }
    }
}
