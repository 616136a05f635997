package dev.connstate.operator.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.operator.certificate.SelfMade;
import dev.connstate.operator.certificate.Terms;
import dev.connstate.report.NodeReport;
import dev.connstate.report.NodeReportCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes to an intake and is not taken. */
class RefusalIT {
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

    static Stream<Arguments> bad() {
        var another = NodeReportCodec.encode(Post.report("node-2", Instant.EPOCH));
        var large = new byte[IntakeStage.SETTINGS.largestBody() + 1];
        return Stream.of(
                bad(401, "no_token", "there is no token", request -> request.setHeader("Authorization", "Basic eDp5")),
                bad(401, "unauthenticated", "the token is in no book", token("token-0")),
                bad(403, "another_node", "the token is of node node-1, and the report of another", body(another)),
                bad(
                        404,
                        "not_found",
                        "reports go to /v1alpha1/report",
                        request -> request.uri(request.build().uri().resolve("/v1/report"))),
                bad(405, "method", "a report is a POST", HttpRequest.Builder::GET),
                bad(415, "media_type", "a report is application/x-protobuf", header("Content-Type", "text/plain")),
                bad(415, "media_type", "as it is, or as gzip", header("Content-Encoding", "br")),
                bad(400, "malformed", "the bytes are no protobuf message", body("GET / HTTP/1.1".getBytes(US_ASCII))),
                bad(400, "malformed", "the body is not gzip", header("Content-Encoding", "gzip")),
                bad(422, "protocol", "it is of protocol 0", body(new byte[0])),
                bad(413, "too_large", "the body is larger than 262144 bytes", body(large)),
                bad(
                        413,
                        "too_large",
                        "the body is larger than 262144 bytes",
                        request -> request.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                bad(
                        413,
                        "too_large",
                        "the report is larger than 1048576 bytes",
                        request -> body(bomb()).apply(request.setHeader("Content-Encoding", "gzip"))));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("bad")
    void whatIsNotTakenIsAnsweredWithOneSentence(
            int status, String reason, String sentence, UnaryOperator<HttpRequest.Builder> change) throws Exception {
        var response = post(change, HttpClient.Version.HTTP_1_1);
        assertThat(new String(response.body(), US_ASCII)).contains(sentence).hasLineCount(1);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(stage.metric("connstate_intake_refused_total", reason)).isEqualTo(1);
        assertThat(stage.post.waiting()).isZero();
        assertThat(post(request -> request, HttpClient.Version.HTTP_1_1).statusCode())
                .isEqualTo(200);
    }

    /** Who is still sending when the answer comes reads it all the same: the server closes once it has taken in the rest. */
    @Test
    void theSentenceReachesOneWhoStillSends() throws Exception {
        var parts = List.of(new byte[40_000], new byte[40_000], new byte[20_000]);
        try (var socket = stranger(100_000)) {
            socket.setSoTimeout(5_000);
            var out = socket.getOutputStream();
            for (var part : parts) {
                Thread.sleep(100);
                out.write(part);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("there is no token");
        }
    }

    /** A body without an end is read no further than a report may be long. */
    @Test
    void whoNeverEndsIsLeft() throws Exception {
        var sent = new AtomicLong();
        try (var socket = stranger(1_000_000_000)) {
            var out = socket.getOutputStream();
            var part = new byte[10_000];
            assertThatThrownBy(() -> {
                        while (sent.addAndGet(part.length) < 1_000_000_000) {
                            out.write(part);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(sent).hasValueLessThan(32_000_000); // of which the sockets' buffers are the most
    }

    /** Has sent the head of a report without a token, and is to send so many bytes of body. */
    private SSLSocket stranger(int body) throws Exception {
        var socket = (SSLSocket) stage.tls()
                .getSocketFactory()
                .createSocket("127.0.0.1", stage.intake().port());
        socket.getOutputStream().write("""
                POST /v1alpha1/report HTTP/1.1\r
                Host: a\r
                Content-Type: application/x-protobuf\r
                Content-Length: %d\r
                \r
                """.formatted(body).getBytes(US_ASCII));
        return socket;
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

    private static Arguments bad(
            int status, String reason, String sentence, UnaryOperator<HttpRequest.Builder> change) {
        return Arguments.of(status, reason, sentence, change);
    }

    private static UnaryOperator<HttpRequest.Builder> header(String name, String value) {
        return request -> request.setHeader(name, value);
    }

    private static UnaryOperator<HttpRequest.Builder> token(String token) {
        return header("Authorization", "Bearer " + token);
    }

    private static UnaryOperator<HttpRequest.Builder> body(byte[] body) {
        return request -> request.POST(BodyPublishers.ofByteArray(body));
    }

    /** 64 MiB of zeros in 64 kB. */
    private static byte[] bomb() {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
