package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.AgentSettings;
import dev.connstate.cli.output.Captures;
import dev.connstate.cli.output.DiagnosisSchema;
import dev.connstate.report.NodeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class DiagnoseCommandTest {
    private static final Path OVERFLOWS = Path.of("src/test/resources/run/queue-overflows");
    static final NodeReport BEFORE = Captures.read(OVERFLOWS.resolve("in-1-snapshot.json"));
    static final NodeReport AFTER = Captures.read(OVERFLOWS.resolve("in-2-snapshot.json"));
    private static final NodeReport QUIET =
            Captures.read(Path.of("src/test/resources/snapshot/nothing-open/in-snapshot.json"));
    private static final String QUICKLY = "diagnose --for 200ms --interval 100ms";

    @Test
    void nothingIsOneLineAndWhatItDoesNotCover() {
        var ended = Invocation.of(QUICKLY, settings -> new Sees(QUIET));
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo("""
                Nothing wrong: 1 namespace, 0 listeners, 0 connections watched for 0.0 s.
                not looked at: idle connections (see --idle-limit); limits of the whole host (not seen from here)
                """);
    }

    @Test
    void whatMovedBetweenTwoLooksIsFound() throws IOException {
        var ended = Invocation.of(QUICKLY + " -o json", settings -> new Sees(BEFORE, AFTER));
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("\"symptom\" : \"accept-queue-overflow\"", "\"port\" : 8080");
        assertThat(DiagnosisSchema.json(ended.out())).isEmpty();
    }

    /** A file or a pipe gets no escape codes, and standard error, no terminal here, no progress. */
    @Test
    void onlyATerminalSeesColoursAndProgress() {
        var ended = Invocation.of(QUICKLY, settings -> new Sees(BEFORE, AFTER));
        assertThat(ended.out()).contains("accept-queue-overflow/").doesNotContain("\u001b");
        assertThat(ended.err()).isEmpty();
    }

    /** A look that comes late is not made up for, so that a busy machine has fewer. */
    @ParameterizedTest
    @CsvSource({"200ms,100ms,3", "250ms,100ms,4", "100ms,100ms,2"})
    void watchesForTheWholeTime(String time, String interval, int most) {
        var sees = new Sees(BEFORE);
        long begin = System.nanoTime();
        Invocation.of("diagnose --for %s --interval %s".formatted(time, interval), settings -> sees);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(new Interval().convert(time));
        assertThat(sees.taken).isBetween(2, most);
    }

    /** As on a node with so many sockets that one takes longer than the time. */
    @Test
    void slowLooksAreStillTwo() {
        var sees = new Sees(BEFORE) {
            @Override
            public NodeReport observe() {
                LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
                return super.observe();
            }
        };
        Invocation.of("diagnose --for 100ms --interval 100ms", settings -> sees);
        assertThat(sees.taken).isEqualTo(2);
    }

    @Test
    void everyLookIsFreshAndIdleMeansWhatTheUserSays() {
        var defaults = AgentSettings.DEFAULTS;
        assertThat(Invocation.settings(QUICKLY + " --idle-limit 350s --top 7"))
                .isEqualTo(new AgentSettings(
                        defaults.proc(),
                        defaults.mounts(),
                        defaults.source(),
                        defaults.selection(),
                        Duration.ZERO,
                        7,
                        Optional.of(Duration.ofSeconds(350))));
        assertThat(Invocation.settings(QUICKLY).idleAfter()).isEmpty();
    }

    @Test
    void whoSeesNothingAtAllCouldNotLook() {
        var blind = new NodeReport(
                BEFORE.node(),
                BEFORE.takenAt(),
                BEFORE.host(),
                List.of(),
                List.of("there is no process 7"),
                BEFORE.cost());
        var ended = Invocation.of("diagnose", settings -> new Sees(blind));
        assertThat(ended).isEqualTo(new Invocation(1, "", "connstate: there is no process 7\n"));
    }

    @Test
    void aFailingLookIsOneSentence() {
        var ended = Invocation.of("diagnose", settings -> {
            throw new AgentException("/tmp is not a proc filesystem");
        });
        assertThat(ended).isEqualTo(new Invocation(1, "", "connstate: /tmp is not a proc filesystem\n"));
    }

    /** With the rights that the test happens to have. */
    @Test
    void thisMachineKeepsTheContract() throws IOException {
        var ended = Invocation.of("diagnose -o json --for 1s --interval 500ms", Lookout::agent);
        assertThat(ended.code()).isZero();
        assertThat(DiagnosisSchema.json(ended.out())).isEmpty();
    }
}
