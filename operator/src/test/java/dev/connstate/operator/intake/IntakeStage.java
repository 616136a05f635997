package dev.connstate.operator.intake;

import dev.connstate.agent.delivery.Delivery;
import dev.connstate.agent.delivery.DeliverySettings;
import dev.connstate.agent.delivery.Trust;
import dev.connstate.operator.certificate.Certificates;
import dev.connstate.operator.certificate.FolderStore;
import dev.connstate.operator.certificate.SelfMade;
import dev.connstate.operator.certificate.Terms;
import dev.connstate.report.NodeReply;
import dev.connstate.report.PodNames;
import io.prometheus.client.CollectorRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/** A real intake on 127.0.0.1 with a certificate of its own making, and those who come to it. */
final class IntakeStage implements AutoCloseable {
    static final IntakeSettings SETTINGS = new IntakeSettings(
            "127.0.0.1", 0, 256 << 10, 1 << 20, 8 << 20, 32, Duration.ofSeconds(2), Duration.ofSeconds(90));

    final TokenBook tokens = new TokenBook().write("token-1", new Identity.Agent("node-1"));
    final Post post = new Post();
    final Path folder;
    final Vertx vertx = Vertx.vertx();
    final CollectorRegistry registry = new CollectorRegistry();
    final List<String> log = new CopyOnWriteArrayList<>();
    final AtomicReference<PodNames> names = new AtomicReference<>(PodNames.NONE);
    private final Path ca;
    private final Certificates certificates;
    private final InstantSource clock;
    private Intake intake;

    /** @param ca where {@code certificates} publishes */
    IntakeStage(Path folder, Path ca, Certificates certificates, InstantSource clock) throws Exception {
        this.folder = folder;
        this.ca = ca;
        this.certificates = certificates;
        this.clock = clock;
        Files.writeString(folder.resolve("token"), "token-1\n");
        intake = start(0, registry);
    }

    static SelfMade selfMade(Path ca, Terms terms) {
        return new SelfMade(new FolderStore(ca), List.of("localhost", "ip:127.0.0.1"), terms);
    }

    private Intake start(int port, CollectorRegistry metrics) throws Exception {
        var settings = SETTINGS.at(SETTINGS.host(), port);
        return Intake.start(vertx, settings, tokens, post, certificates, clock, metrics);
    }

    Intake intake() {
        return intake;
    }

    /** The operator is gone, and then there again at the same port. */
    void restart(Duration gone) throws Exception {
        int port = intake.port();
        intake.close();
        Thread.sleep(gone);
        intake = start(port, new CollectorRegistry());
    }

    DeliverySettings to(String host) {
        return new DeliverySettings(
                URI.create("https://%s:%d".formatted(host, intake.port())),
                folder.resolve("token"),
                Optional.of(ca.resolve("ca.crt")));
    }

    /** An agent's end of the way. */
    Delivery delivery(String host, CollectorRegistry metrics) {
        return Delivery.start(
                to(host), new Delivery.Recipient(() -> names.get().version(), this::heed, log::add), metrics);
    }

    private void heed(NodeReply reply) {
        reply.pods().ifPresent(names::set);
    }

    HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(tls()).build();
    }

    SSLContext tls() throws Exception {
        return Trust.context(Files.readAllBytes(ca.resolve("ca.crt")));
    }

    /** As an agent's, to be changed. */
    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:%d/v1alpha1/report".formatted(intake.port())))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-protobuf");
    }

    double metric(String name, String... labels) {
        var names = labels.length == 0 ? new String[0] : new String[] {"reason"};
        return Optional.ofNullable(registry.getSampleValue(name, names, labels)).orElseThrow();
    }

    @Override
    public void close() {
        intake.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
