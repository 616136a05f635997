package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.cli.output.Captures;
import dev.connstate.cli.output.Golden;
import dev.connstate.diagnosis.lab.Expected;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Labs;
import dev.connstate.lab.LabException;
import dev.connstate.report.NodeReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class LabCommandTest {
    private static final Path OVERFLOWS = Path.of("src/test/resources/run/queue-overflows");
    private static final NodeReport BEFORE = Captures.read(OVERFLOWS.resolve("in-1-snapshot.json"));
    private static final NodeReport AFTER = Captures.read(OVERFLOWS.resolve("in-2-snapshot.json"));
    private static final NodeReport QUIET =
            Captures.read(Path.of("src/test/resources/snapshot/nothing-open/in-snapshot.json"));

    /** What is behind the captured overflow. */
    private static final String CAUSE = "application-backlog";

    private static final Labs LABS = new Labs(List.of(
            lab(Expected.ofListener("accept-queue-overflow", "slow-accept", 8080)),
            lab(Expected.ofListener("syn-queue-pressure", "slow-accept", 8080)),
            lab(Expected.ofDestination("connect-stall", "silent-drop", 443)),
            lab(Expected.ofProcess("close-wait-leak", "never-closed")).stating(Duration.ofSeconds(350)),
            lab(Expected.ofNamespace("syncookies-off", "setting")),
            Lab.healthy("keep-alive", "Thousands of connections, and all is well.", _ -> {}),
            Lab.harmless("time-wait", "A server that closes first.", _ -> {})));

    private final PlayedLab played = new PlayedLab(List.of("one thing happens", "then another"), Optional.empty());

    @Test
    void listNamesEveryLab() throws IOException {
        Golden.check(
                Path.of("src/test/resources/lab/list"),
                List.of(),
                Map.of("out-list.txt", run("list", played, QUIET).out()));
    }

    @Test
    void theCatalogueIsTheListOfTheCommand() {
        assertThat(Invocation.of("lab list").out()).contains("accept-queue-overflow/slow-accept\n");
        assertThat(Invocation.of("generate-completion").out()).contains("accept-queue-overflow/slow-accept");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                              | a command is missing: list or run | lab
            run                             | Missing required parameter: 'NAME' | lab run
            run wait                        | there is no lab 'wait': connstate lab list shows all | lab run
            run slow-accept                 | 'slow-accept' is more than one lab: accept-queue-overflow/slow-accept, syn-queue-pressure/slow-accept | lab run
            run keep-alive --hold 1         | Invalid value for option '--hold': '1' is not an interval: a number with ms, s or m, from 100ms to 60m, such as 2s | lab run
            run keep-alive --interval 5ms   | Invalid value for option '--interval': '5ms' is not an interval: a number with ms, s or m, from 100ms to 60m, such as 2s | lab run
            run keep-alive --within forever | Invalid value for option '--within': 'forever' is not an interval: a number with ms, s or m, from 100ms to 60m, such as 2s | lab run
            """)
    void wrongUsageIsOneSentenceAndAHint(String arguments, String sentence, String command) {
        var ended = run(arguments, played, QUIET);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("connstate: %s%nTry 'connstate %s --help'.%n".formatted(sentence, command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept-queue-overflow/slow-accept", "silent-drop"})
    void whatIsFoundInsteadIsSaid(String name) {
        var ended = run("run %s --interval 100ms --within 100ms".formatted(name), played, QUIET);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("Not as expected, after", "Nothing was found.");
        var other = run("run silent-drop --interval 100ms --within 100ms", newLab(), BEFORE, AFTER);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("What was found:", "accept-queue-overflow/");
    }

    @Test
    void theStageIsIntroducedStepsAreToldAndTheFindingIsPrinted() {
        var expected = Expected.ofListener("accept-queue-overflow", CAUSE, 8080);
        var ended = run(new Labs(List.of(lab(expected))), "run " + CAUSE + " --interval 100ms", played, BEFORE, AFTER);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .startsWith("accept-queue-overflow/" + CAUSE)
                .contains("process 4711 in network namespace 4026532301", "nsenter -t 4711 -n ss -tan\n")
                .containsPattern(" 0\\.\\d s  one thing happens\n +0\\.\\d s  then another\n")
                .containsPattern("Found, after 0\\.\\d s and 1 look\\.\n");
        assertThat(played.isClosed()).isTrue();
    }

    @Test
    void healthyTakesSixLooksAtTheLastScene() {
        var looks = new AtomicInteger();
        var ended =
                run(LABS, "run keep-alive --interval 100ms --within 200ms", played, settings -> new Invocation.Fixed() {
                    @Override
                    public NodeReport observe() {
                        looks.incrementAndGet();
                        return QUIET;
                    }
                });
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).containsPattern("Healthy, after 0\\.\\d s and \\d looks\\. Nothing was found\\.");
        assertThat(looks.get()).isBetween(7, 8); // and the one before it begins
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive", "time-wait"})
    void aFalseAlarmIsAFailure(String name) {
        var ended = run("run %s --interval 100ms".formatted(name), played, BEFORE, AFTER);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("Not as expected, after", "accept-queue-overflow/");
    }

    @Test
    void aHealthyScriptThatDoesNotComeToItsEndIsAFailure() {
        var endless = new PlayedLab(() -> Stream.generate(() -> "again").iterator(), Optional.empty());
        var ended = run("run keep-alive --interval 100ms --within 300ms", endless, QUIET);
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void theLookIsAtTheStageOnlyAndFresh() {
        var seen = new AtomicReference<AgentSettings>();
        run(LABS, "run never-closed --interval 100ms --within 100ms", played, settings -> {
            seen.set(settings);
            return new Invocation.Fixed();
        });
        assertThat(seen.get().selection()).isEqualTo(new Selection(Set.of(), Set.of(4711)));
        assertThat(seen.get().tablesDeadline()).isZero();
        assertThat(seen.get().idleAfter()).contains(Duration.ofSeconds(350));
    }

    @Test
    void aStageThatFailsIsOneSentence() {
        var failing = new PlayedLab(List.of("one thing"), Optional.of("the kernel refuses to listen"));
        var ended = run("run keep-alive --interval 100ms", failing, QUIET);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("one thing");
        assertThat(ended.err()).isEqualTo("connstate: the kernel refuses to listen\n");
        assertThat(failing.isClosed()).isTrue();
    }

    @Test
    void aStageThatCannotBeHadIsOneSentence() {
        var house = new Repertoire(LABS, (_, _) -> {
            throw new LabException("user namespaces are forbidden");
        });
        var ended = run(house, "run keep-alive", settings -> new Invocation.Fixed());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("connstate: user namespaces are forbidden\n");
    }

    @Test
    void endsWhenNobodyReads() {
        var labs = new Repertoire(LABS, (_, _) -> played);
        var output = new Output(SnapshotCommandTest.failing("Broken pipe"));
        int code = Connstate.commandLine(settings -> new Invocation.Fixed(), labs, output)
                .execute("lab", "run", "silent-drop", "--interval", "60s", "--hold", "60m");
        assertThat(code).isEqualTo(1);
        assertThat(played.isClosed()).isTrue();
    }

    @Test
    void theStageIsHeldForAWhile() {
        long begin = System.nanoTime();
        var ended = run("run silent-drop --interval 100ms --within 100ms --hold 500ms", played, QUIET);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).endsWith("\nThe stage stays for 500ms. Ctrl-C ends it.\n");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(600));
    }

    /** As a user would with Ctrl-C. */
    @ParameterizedTest
    @CsvSource({"run silent-drop --interval 60s,1", "run silent-drop --interval 100ms --within 100ms --hold 60m,1"})
    void sigtermEndsItAtOnce(String arguments, int code) throws Exception {
        var looked = new CountDownLatch(1);
        var running =
                CompletableFuture.supplyAsync(() -> run(LABS, arguments, played, settings -> new Invocation.Fixed() {
                    @Override
                    public NodeReport observe() {
                        looked.countDown();
                        return QUIET;
                    }
                }));
        looked.await(); // by then it listens to signals
        Thread.sleep(500);
        assertThat(running).isNotDone();
        new ProcessBuilder(
                        "kill", "-TERM", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        assertThat(running.get(1, TimeUnit.SECONDS).code()).isEqualTo(code);
        assertThat(played.isClosed()).isTrue();
    }

    private static PlayedLab newLab() {
        return new PlayedLab(List.of(), Optional.empty());
    }

    private static Lab lab(Expected expected) {
        return Lab.of(expected.symptom() + "/" + expected.cause(), "Something goes wrong.", expected, _ -> {});
    }

    private static Invocation run(String arguments, PlayedLab performance, NodeReport... reports) {
        return run(LABS, arguments, performance, reports);
    }

    /** The last report is seen again and again. */
    private static Invocation run(Labs labs, String arguments, PlayedLab performance, NodeReport... reports) {
        var next = new AtomicInteger();
        return run(labs, arguments, performance, settings -> new Invocation.Fixed() {
            @Override
            public NodeReport observe() {
                return reports[Math.min(next.getAndIncrement(), reports.length - 1)];
            }
        });
    }

    private static Invocation run(Labs labs, String arguments, PlayedLab performance, Lookout.Post post) {
        return run(new Repertoire(labs, (_, _) -> performance), arguments, post);
    }

    private static Invocation run(Repertoire labs, String arguments, Lookout.Post post) {
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        int code = Connstate.commandLine(post, labs, new Output(out))
                .setErr(new PrintWriter(err))
                .execute(("lab " + arguments).trim().split(" +"));
        return new Invocation(code, out.toString(StandardCharsets.UTF_8), err.toString());
    }
}
