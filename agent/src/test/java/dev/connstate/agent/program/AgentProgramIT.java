package dev.connstate.agent.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a process of its own. */
class AgentProgramIT {
    @Test
    void itShowsWhatItSeesAndEndsWhenItIsTold() throws Exception {
        var agent = start("--listen=127.0.0.1:0", "--node-name=node-1", "--interval=1s", "--source=proc");
        try (var lines = agent.errorReader();
                var client = HttpClient.newHttpClient()) {
            var url = url(lines);
            var health = get(client, url.resolve("/healthz"));
            for (int tries = 0; health.statusCode() == 503 && tries < 100; tries++) {
                assertThat(health.body()).isEqualTo("The first look is not done yet.\n");
                Thread.sleep(100);
                health = get(client, url.resolve("/healthz"));
            }
            assertThat(health.body()).contains("The last look was ").contains("up to 60 s are fine.");
            var page = get(client, url).body();
            needsOfTheProcessAreShown(page);
            isZippedWhenAskedFor(client, url);
            assertThat(page)
                    .contains("connstate_node_info{node=\"node-1\"")
                    .contains("node=\"node-1\",namespace=\"\",pod=\"\",workload=\"\",state=\"established\"");
            agent.destroy();
            assertThat(agent.waitFor(2, TimeUnit.SECONDS)).isTrue();
        } finally {
            agent.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--operator=http://op:80 | 'http://op:80' is no address of an operator: give one as https://",
                "--listen=9797           | '9797' is no address to listen at: give one as 127.0.0.1:9797 or [::]:9797",
                "--listen=300.1.1.1:80   | '300.1.1.1:80' is no address to listen at",
                "--interval=0s           | '0s' is not an interval: a number with ms, s or m",
                "--cpu-budget=2          | '2' is not a CPU budget: a part of one core in percent, over 0% and up to 100%, such as 1% or 0.5%",
                "--once                  | --once needs an --operator to tell",
                "--proc=/sys             | /sys is not a proc filesystem: it shows no process"
            })
    void whatItCannotDoItSaysInOneSentence(String option, String sentence) throws Exception {
        var agent = start(option);
        try (var lines = agent.errorReader()) {
            assertThat(lines.lines().toList())
                    .first()
                    .asString()
                    .startsWith("connstate-agent: ")
                    .contains(sentence);
            assertThat(agent.waitFor()).isEqualTo(option.startsWith("--proc") ? 1 : 2);
        } finally {
            agent.destroyForcibly();
        }
    }

    private static void isZippedWhenAskedFor(HttpClient client, URI url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).header("Accept-Encoding", "deflate, gzip");
        var answer = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        try (var page = new GZIPInputStream(answer.body())) {
            assertThat(new String(page.readAllBytes(), UTF_8)).contains("connstate_node_info{node=\"node-1\"");
        }
    }

    private static void needsOfTheProcessAreShown(String page) throws IOException {
        assertThat(page).containsPattern("(?m)^process_resident_memory_bytes [1-9]");
        var needs = page.lines()
                .filter(line -> line.startsWith("process_"))
                .map(line -> line.replaceFirst(" .*", " (what)\n"))
                .collect(Collectors.joining());
        var golden = Path.of("src/test/resources/program/metrics.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, needs);
        }
        assertThat(golden).hasContent(needs);
    }

    private static Process start(String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AgentProgram.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    private static URI url(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("connstate-agent: metrics at ")) {
                return URI.create(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        throw new AssertionError("it did not say where its metrics are");
    }

    private static HttpResponse<String> get(HttpClient client, URI url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
}
