package dev.connstate.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.certificate.Terms;
import dev.connstate.report.NodeReport;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new CA comes, signs, and the old one is still trusted, while agents report all the time. */
class RotationIT {
    /** So long that all certificates of the play are good today. */
    private static final Terms TERMS = new Terms(Duration.ofDays(1000), Duration.ofDays(900), Duration.ofDays(1));

    @TempDir
    private Path folder;

    @Test
    void noReportIsLost() throws Exception {
        var today = Instant.now();
        var clock = new AtomicReference<>(today.minus(Duration.ofDays(700)));
        var ca = folder.resolve("ca");
        try (var stage = new IntakeStage(folder, ca, IntakeStage.selfMade(ca, TERMS), clock::get)) {
            var issuers = new ArrayList<>(List.of(issuer(stage)));
            var metrics = new CollectorRegistry();
            try (var agent = stage.delivery("127.0.0.1", metrics)) {
                long sent = 0;
                for (var at : List.of(
                        today.minus(Duration.ofDays(30)), // a new CA is made and published
                        today.minus(Duration.ofDays(28)), // and signs
                        today)) {
                    clock.set(at);
                    var renewal = stage.intake().renew().toCompletionStage().toCompletableFuture();
                    for (int i = 0; i < 20 || !renewal.isDone(); i++) {
                        sent = report(stage, agent::offer, sent);
                        try (var newcomer = stage.delivery("127.0.0.1", new CollectorRegistry())) {
                            sent = report(stage, newcomer::offer, sent);
                        }
                    }
                    issuers.add(issuer(stage));
                }
            }
            assertThat(issuers.get(1)).isEqualTo(issuers.getFirst());
            assertThat(issuers.get(2)).isNotEqualTo(issuers.getFirst());
            assertThat(issuers.get(3)).isEqualTo(issuers.get(2));
            assertThat(Files.readString(ca.resolve("ca.crt")).split("BEGIN CERTIFICATE"))
                    .hasSize(3);
            assertThat(stage.log).isEmpty();
            for (var bad : List.of("refused", "deferred")) {
                assertThat(metrics.getSampleValue(
                                "connstate_delivery_reports_total", new String[] {"outcome"}, new String[] {bad}))
                        .isZero();
            }
        }
    }

    /** Sends one, and sees it come. */
    private static long report(IntakeStage stage, Consumer<NodeReport> offer, long sent) throws InterruptedException {
        var report = Post.report("node-1", Instant.ofEpochSecond(sent));
        offer.accept(report);
        assertThat(stage.post.next()).isEqualTo(report);
        return sent + 1;
    }

    private static String issuer(IntakeStage stage) throws Exception {
        try (var socket = (SSLSocket) stage.tls()
                .getSocketFactory()
                .createSocket("127.0.0.1", stage.intake().port())) {
            socket.startHandshake();
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getIssuerX500Principal().getName();
        }
    }
}
