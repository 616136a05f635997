package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.AgentException;
import dev.connstate.report.NodeReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RunCommandTest {
    private static final Pattern URL = Pattern.compile("metrics (http://127\\.0\\.0\\.1:[0-9]+/metrics)");

    @Test
    void withoutATerminalEachLookIsAPlainBlock() {
        var ended = Invocation.of("run --interval 100ms --count 3");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().split("every 100ms", -1)).hasSize(4);
        assertThat(ended.out()).doesNotContain("\u001b").doesNotContain("q quits");
        assertThat(URL.matcher(ended.out()).find()).isTrue();
    }

    @Test
    void metricsAreServedWhileItRuns() throws Exception {
        var out = new ByteArrayOutputStream();
        var done = new CountDownLatch(1);
        var running = CompletableFuture.supplyAsync(
                () -> Invocation.of("run --interval 100ms --count 2", settings -> new SecondLookWaitsFor(done), out));
        var text = "";
        while (text.isEmpty()) {
            text = out.toString(StandardCharsets.UTF_8);
            Thread.sleep(10);
        }
        var url = URL.matcher(text);
        assertThat(url.find()).isTrue();
        try (var client = HttpClient.newHttpClient()) {
            var page =
                    client.send(HttpRequest.newBuilder(URI.create(url.group(1))).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "connstate_connections{netns=\"4026532301\",kind=\"pod\"",
                            "connstate_findings{symptom=\"accept-queue-overflow\",cause=\"somaxconn\",severity=\"critical\",} 0.0");
        }
        done.countDown();
        assertThat(running.get(10, TimeUnit.SECONDS).code()).isZero();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var ended = Invocation.of("run --count 1 --metrics-port " + taken.getLocalPort());
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err())
                    .startsWith("connstate: port " + taken.getLocalPort())
                    .hasLineCount(1);
        }
    }

    @Test
    void metricsCanBeLeftOut() {
        assertThat(Invocation.of("run --count 1 --no-metrics").out()).contains("every 2s   no metrics");
    }

    @Test
    void endsWhenNobodyReads() {
        var ended = Invocation.of(
                "run --interval 100ms", settings -> new Invocation.Fixed(), SnapshotCommandTest.failing("Broken pipe"));
        assertThat(ended).isEqualTo(new Invocation(0, "", ""));
    }

    @Test
    void aFailingLookEndsItWithItsSentence() {
        var ended = Invocation.of("run", settings -> new Invocation.Fixed() {
            @Override
            public NodeReport observe() {
                throw new AgentException("/proc went away");
            }
        });
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("connstate: /proc went away\n");
    }

    /** As a user would with Ctrl-C, while a look takes long. */
    @Test
    void sigtermEndsItWithinASecond() throws Exception {
        var looking = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var running = CompletableFuture.supplyAsync(() -> Invocation.of("run", settings -> new Invocation.Fixed() {
            @Override
            public NodeReport observe() {
                looking.countDown();
                await(never);
                return super.observe();
            }
        }));
        looking.await();
        long begin = System.nanoTime();
        terminate();
        assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(new Invocation(0, "", ""));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        never.countDown();
    }

    static void terminate() throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill", "-TERM", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class SecondLookWaitsFor extends Invocation.Fixed {
        private final CountDownLatch done;
        private boolean first = true;

        SecondLookWaitsFor(CountDownLatch done) {
            this.done = done;
        }

        @Override
        public NodeReport observe() {
            if (!first) {
                await(done);
            }
            first = false;
            return super.observe();
        }
    }
}
