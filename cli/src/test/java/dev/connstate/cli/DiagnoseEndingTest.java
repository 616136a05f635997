package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.NodeReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DiagnoseEndingTest {
    /** As a user would with Ctrl-C, while the third look takes long. */
    @Test
    void aSignalEndsTheWatchingAndPrintsWhatWasFound() throws Exception {
        var looking = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var running = CompletableFuture.supplyAsync(() -> Invocation.of(
                "diagnose --for 10m --interval 100ms",
                settings -> new Sees(DiagnoseCommandTest.BEFORE, DiagnoseCommandTest.AFTER) {
                    @Override
                    public NodeReport observe() {
                        if (taken == 2) {
                            looking.countDown();
                            RunCommandTest.await(never);
                        }
                        return super.observe();
                    }
                }));
        looking.await();
        RunCommandTest.terminate();
        var ended = running.get(10, TimeUnit.SECONDS);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("accept-queue-overflow/");
        never.countDown();
    }

    @Test
    void endedBeforeTheFirstLookItHasNothingToSay() throws Exception {
        var looking = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var running = CompletableFuture.supplyAsync(() ->
                Invocation.of("diagnose", settings -> new Sees(DiagnoseCommandTest.BEFORE) {
                    @Override
                    public NodeReport observe() {
                        looking.countDown();
                        RunCommandTest.await(never);
                        return super.observe();
                    }
                }));
        looking.await();
        RunCommandTest.terminate();
        assertThat(running.get(10, TimeUnit.SECONDS))
                .isEqualTo(new Invocation(1, "", "connstate: ended before the first look was done\n"));
        never.countDown();
    }
}
