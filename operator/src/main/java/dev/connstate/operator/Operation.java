package dev.connstate.operator;

import dev.connstate.operator.certificate.CertificateProblem;
import dev.connstate.operator.certificate.Certificates;
import dev.connstate.operator.certificate.Mounted;
import dev.connstate.operator.certificate.SecretStore;
import dev.connstate.operator.certificate.SelfMade;
import dev.connstate.operator.certificate.Terms;
import dev.connstate.operator.cluster.ClusterWatch;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Directory;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.fleet.FleetMetrics;
import dev.connstate.operator.fleet.Labelled;
import dev.connstate.operator.intake.Intake;
import dev.connstate.operator.intake.IntakeSettings;
import dev.connstate.operator.intake.Probes;
import dev.connstate.operator.intake.TokenReviews;
import dev.connstate.report.NodeReply;
import dev.connstate.report.NodeReport;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.StandardExports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A replica at work: it takes reports from the beginning, and decides while it leads. */
public final class Operation implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final CollectorRegistry registry = new CollectorRegistry();
    private final Cluster cluster = Cluster.empty();
    private final Fleet fleet;
    private final Directory directory;
    private final Vertx vertx = Vertx.vertx();
    private final ClusterWatch watch;
    private final TokenReviews tokens;
    private final Intake intake;
    private final HttpServer probes;
    private final Deciding deciding;

    private Operation(KubernetesClient client, OperatorSettings settings) throws CertificateProblem {
        this.client = client;
        this.settings = settings;
        fleet = new Fleet(settings.interval(), settings.idleLimit());
        directory = new Directory(cluster);
        registry.register(new FleetMetrics(fleet, cluster, CLOCK));
        registry.register(new StandardExports());
        watch = ClusterWatch.start(client, settings.namespaces(), cluster);
        tokens = new TokenReviews(client, settings.audience(), settings.agents(), CLOCK);
        intake = Intake.start(vertx, intakeSettings(), tokens, this::receive, certificates(), CLOCK, registry);
        deciding = new Deciding(client, settings, cluster, fleet, watch::hasSynced, CLOCK, registry);
        probes = await(new Probes(vertx, registry, deciding::ailment, this::unreadiness)
                .listen(settings.probes().getHostString(), settings.probes().getPort()));
        vertx.setPeriodic(settings.interval().toMillis(), _ -> fleet.forgetGone(knownNodes(), CLOCK.instant()));
        deciding.start();
    }

    /**
     * Returns when reports are taken. The election goes on behind it.
     *
     * @throws CertificateProblem when there is no certificate to show to agents
     */
    public static Operation start(KubernetesClient client, OperatorSettings settings) throws CertificateProblem {
        return new Operation(client, settings);
    }

    public int intakePort() {
        return intake.port();
    }

    public int probesPort() {
        return probes.actualPort();
    }

    private NodeReply receive(NodeReport report, Supplier<NodeReport> again, String knownNames, Instant at) {
        fleet.receive(report, again, at);
        return new NodeReply(
                settings.interval(),
                settings.idleLimit(),
                directory.since(knownNames, report.node().name()));
    }

    /** All there are; empty while the watch has not told all, and with the rights of Roles alone. */
    private Optional<Labelled> knownNodes() {
        return Optional.of(cluster.nodes()).filter(_ -> settings.namespaces().isEmpty() && watch.hasSynced());
    }

    /** A standby is ready, too: it takes reports, so that it can decide at once. */
    private Optional<String> unreadiness() {
        return watch.hasSynced() ? Optional.empty() : Optional.of("The pods of the cluster are not known yet.");
    }

    private IntakeSettings intakeSettings() {
        return IntakeSettings.DEFAULTS.at(
                settings.intake().getHostString(), settings.intake().getPort());
    }

    private Certificates certificates() {
        return settings.certificate()
                .<Certificates>map(Mounted::new)
                .orElseGet(() -> new SelfMade(
                        new SecretStore(client, settings.ownNamespace(), settings.authority()),
                        settings.serverNames(),
                        Terms.DEFAULTS));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the probes cannot be served: " + e.getMessage(), e);
        }
    }

    /** What is decided ends first, and somebody else may go on with it while reports are still taken. */
    @Override
    public void close() {
        deciding.close();
        intake.close();
        tokens.close();
        watch.close();
        vertx.close();
        client.close();
    }
}
