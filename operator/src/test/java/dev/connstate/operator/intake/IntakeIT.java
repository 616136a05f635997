package dev.connstate.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.certificate.SelfMade;
import dev.connstate.operator.certificate.Terms;
import dev.connstate.report.NodeReplyCodec;
import dev.connstate.report.NodeReport;
import dev.connstate.report.NodeReportCodec;
import io.prometheus.client.CollectorRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real agent's way to a real intake, and what comes to it besides. */
class IntakeIT {
    private static final NodeReport REPORT = Post.report("node-1", Instant.parse("2026-11-21T10:00:00Z"));

    @TempDir
    private static Path ca;

    private static SelfMade certificates;

    @TempDir
    private Path folder;

    private IntakeStage stage;

    @BeforeAll
    static void makeCertificates() {
        certificates = IntakeStage.selfMade(ca, Terms.DEFAULTS);
    }

    @BeforeEach
    void start() throws Exception {
        stage = new IntakeStage(folder, ca, certificates, InstantSource.system());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void aReportArrivesAndTheNamesOfPodsComeBackOnce() throws Exception {
        var metrics = new CollectorRegistry();
        try (var delivery = stage.delivery("127.0.0.1", metrics)) {
            delivery.offer(REPORT);
            assertThat(stage.post.next()).isEqualTo(REPORT);
            eventually(() -> stage.names.get().equals(Post.PODS));
        }
        var again = post(
                request -> request.header("Connstate-Pod-Names", Post.PODS.version()), HttpClient.Version.HTTP_1_1);
        assertThat(NodeReplyCodec.decode(again.body()).pods()).isEmpty();
        assertThat(stage.log).isEmpty();
    }

    @Test
    void theCertificateIsOfTheNameThatTheAddressesWereFoundBy() throws Exception {
        try (var delivery = stage.delivery("localhost", new CollectorRegistry())) {
            delivery.offer(REPORT);
            assertThat(stage.post.next()).isEqualTo(REPORT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void bothVersionsOfHttpAreSpoken(HttpClient.Version version) throws Exception {
        var response = post(request -> request, version);
        assertThat(response.version()).isEqualTo(version);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(NodeReplyCodec.decode(response.body())).isEqualTo(Post.REPLY);
        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void whoCannotBeKnownNowIsAskedToComeBack() throws Exception {
        stage.tokens.write("token-1", new Identity.Unknown("the API server cannot be asked now"));
        var response = post(request -> request, HttpClient.Version.HTTP_1_1);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 5L);
        try (var delivery = stage.delivery("127.0.0.1", new CollectorRegistry())) {
            delivery.offer(REPORT);
            eventually(() -> !stage.log.isEmpty());
            assertThat(stage.log)
                    .singleElement()
                    .asString()
                    .endsWith(
                            "gets no reports for now: 503 the API server cannot be asked now; the newest is kept for it");
            stage.tokens.write("token-1", new Identity.Agent("node-1"));
            var newest = Post.report("node-1", Instant.parse("2026-11-21T10:00:15Z"));
            delivery.offer(newest);
            assertThat(stage.post.next()).isEqualTo(newest);
            eventually(() -> stage.log.size() == 2);
            assertThat(stage.log.getLast()).contains("takes reports again");
        }
    }

    @Test
    void anOperatorThatComesBackGetsTheNewestReport() throws Exception {
        try (var delivery = stage.delivery("127.0.0.1", new CollectorRegistry())) {
            delivery.offer(REPORT);
            stage.post.next();
            var missed = Post.report("node-1", Instant.parse("2026-11-21T10:00:15Z"));
            var newest = Post.report("node-1", Instant.parse("2026-11-21T10:00:30Z"));
            Thread.ofPlatform().start(() -> {
                pause(300);
                delivery.offer(missed);
                pause(300);
                delivery.offer(newest);
            });
            stage.restart(Duration.ofMillis(900));
            assertThat(stage.post.next()).isEqualTo(newest);
            eventually(() -> stage.log.size() == 2);
            assertThat(stage.log.getFirst()).contains("gets no reports for now: no connection: nobody listens there");
        }
    }

    private HttpResponse<byte[]> post(UnaryOperator<HttpRequest.Builder> change, HttpClient.Version version)
            throws Exception {
        var request = stage.request()
                .version(version)
                .header("Authorization", "Bearer token-1")
                .POST(BodyPublishers.ofByteArray(NodeReportCodec.encode(REPORT)));
        try (var client = stage.client()) {
            return client.send(change.apply(request).build(), BodyHandlers.ofByteArray());
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void eventually(Condition condition) throws Exception {
        var end = Instant.now().plusSeconds(15);
        while (!condition.holds()) {
            assertThat(Instant.now()).as("the time by which it should be so").isBefore(end);
            pause(10);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
