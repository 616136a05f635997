package dev.connstate.operator.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.certificate.SelfMade;
import dev.connstate.operator.certificate.Terms;
import dev.connstate.report.NodeReportCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who take their time, and one good agent, all on 127.0.0.0/8. */
class CrowdIT {
    private static final int EACH = 25;
    private static final int ADDRESSES = 20;

    @TempDir
    private static Path ca;

    private static SelfMade certificates;

    @TempDir
    private Path folder;

    private IntakeStage stage;
    private final List<Socket> crowd = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() {
        certificates = IntakeStage.selfMade(ca, Terms.DEFAULTS);
    }

    @BeforeEach
    void start() throws Exception {
        stage = new IntakeStage(folder, ca, certificates, InstantSource.system());
    }

    @AfterEach
    void end() throws IOException {
        for (var socket : crowd) {
            socket.close();
        }
        stage.close();
    }

    /** 500 that never begin with TLS, 250 that send a head letter by letter, 250 that send a body so. */
    @Test
    void aThousandSlowOnesCostAGoodOneNothingAndAreSentAway() throws Exception {
        var tls = stage.tls();
        var slow = new ArrayList<SSLSocket>();
        for (int address = 2; address < 2 + ADDRESSES; address++) {
            for (int i = 0; i < EACH; i++) {
                crowd.add(connect(address));
            }
        }
        for (int address = 50; address < 50 + ADDRESSES; address++) {
            stage.tokens.write("slow-" + address, new Identity.Agent("slow-" + address));
            for (int i = 0; i < EACH; i++) {
                slow.add(begin(
                        tls,
                        address,
                        i % 2 == 0 ? "POST /v1alpha1/report HTTP/1.1\r\nHost: a\r\n" : head("slow-" + address)));
            }
        }
        assertThat(crowd).hasSize(1000);
        try (var drip = Executors.newSingleThreadScheduledExecutor();
                var client = stage.client()) {
            drip.scheduleAtFixedRate(() -> slow.forEach(CrowdIT::drip), 0, 500, TimeUnit.MILLISECONDS);
            var times = new ArrayList<Long>();
            var end = Instant.now().plusSeconds(6);
            while (Instant.now().isBefore(end)) {
                times.add(report(client).toMillis());
            }
            times.sort(null);
            System.out.printf(
                    "a report among 1000 slow ones: median %d ms, worst %d ms of %d%n",
                    times.get(times.size() / 2), times.getLast(), times.size());
            assertThat(times.get(times.size() / 2)).isLessThan(100);
            drip.shutdownNow();
        }
        for (var socket : crowd) {
            assertThat(isClosedByPeer(socket)).as("%s is closed", socket).isTrue();
        }
        assertThat(stage.registry.getSampleValue("connstate_intake_connections"))
                .isLessThan(2);
    }

    @Test
    void anAddressHasSoManyConnectionsAndNoMore() throws Exception {
        var tls = stage.tls();
        int allowed = IntakeStage.SETTINGS.connectionsOfOne();
        for (int i = 0; i < allowed; i++) {
            begin(tls, 2, "");
        }
        var oneMore = begin(tls, 2, "");
        assertThat(isClosedByPeer(oneMore)).isTrue();
        assertThat(stage.registry.getSampleValue(
                        "connstate_intake_connections_closed_total", new String[] {"reason"}, new String[] {"crowd"}))
                .isEqualTo(1);
        try (var client = stage.client()) {
            report(client); // from another address
        }
    }

    private Duration report(HttpClient client) throws Exception {
        var request = stage.request()
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer token-1")
                .POST(BodyPublishers.ofByteArray(NodeReportCodec.encode(Post.report("node-1", Instant.EPOCH))))
                .build();
        long start = System.nanoTime();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String head(String token) {
        return """
                POST /v1alpha1/report HTTP/1.1\r
                Host: a\r
                Authorization: Bearer %s\r
                Content-Type: application/x-protobuf\r
                Content-Length: 100000\r
                \r
                """.formatted(token);
    }

    private Socket connect(int lastByte) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0." + lastByte, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", stage.intake().port()));
        return socket;
    }

    private SSLSocket begin(SSLContext tls, int lastByte, String text) throws IOException {
        var plain = connect(lastByte);
        crowd.add(plain);
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
        socket.startHandshake();
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    private static void drip(SSLSocket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException e) {
            // It was sent away.
        }
    }

    private static boolean isClosedByPeer(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            while (socket.getInputStream().read() != -1) {
                // What TLS says before the end.
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Reset.
        }
        return true;
    }
}
