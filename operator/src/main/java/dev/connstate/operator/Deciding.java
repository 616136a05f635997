package dev.connstate.operator;

import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.fleet.NodeFaults;
import dev.connstate.operator.fleet.Workloads;
import dev.connstate.operator.lead.Leadership;
import dev.connstate.operator.notify.Alertmanager;
import dev.connstate.operator.notify.Board;
import dev.connstate.operator.notify.Events;
import dev.connstate.operator.notify.FiringMetrics;
import dev.connstate.operator.notify.Messenger;
import dev.connstate.operator.notify.PrometheusRules;
import dev.connstate.operator.reconcile.AlertReconciler;
import dev.connstate.operator.reconcile.ClusterAlertReconciler;
import dev.connstate.operator.reconcile.ClusterTuningReconciler;
import dev.connstate.operator.reconcile.Desk;
import dev.connstate.operator.reconcile.RecommendationMaker;
import dev.connstate.operator.reconcile.ReconcileMetrics;
import dev.connstate.operator.reconcile.TuningMetrics;
import dev.connstate.operator.reconcile.TuningReconciler;
import dev.connstate.operator.survey.Survey;
import dev.connstate.operator.survey.Surveys;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What only the leader does: alerts, recommendations, and telling of them. */
final class Deciding implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Deciding.class.getName());

    /** Within it a report that changes something is decided on. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final InstantSource clock;
    private final BooleanSupplier knowsCluster;
    private final Events events;
    private final Messenger messenger;
    private final RecommendationMaker maker;
    private final Gauge gauge;
    private volatile boolean leads;
    private final Controllers controllers;
    private boolean hindered;
    private final Surveys surveys;
    private final ScheduledExecutorService surveying = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("connstate-surveying").daemon().factory());
    private final ScheduledExecutorService making = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("connstate-making").daemon().factory());

    Deciding(
            KubernetesClient client,
            OperatorSettings settings,
            Cluster cluster,
            Fleet fleet,
            BooleanSupplier knowsCluster,
            InstantSource clock,
            CollectorRegistry registry) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.knowsCluster = knowsCluster;
        var interval = settings.interval();
        var board = new Board();
        var workloads = new Workloads(cluster, fleet);
        var faults = new NodeFaults(fleet);
        events = new Events(
                client, settings.leadership().map(Leadership::identity).orElse("connstate-operator"));
        messenger = new Messenger(board, alertmanagers(settings.alertmanagers()), clock, registry);
        maker = new RecommendationMaker(client, workloads, faults, clock);
        surveys = new Surveys(cluster, fleet);
        var recommendations = new TuningMetrics();
        registry.register(new FiringMetrics(board));
        registry.register(recommendations);
        registry.register(surveys.metrics());
        gauge = Leadership.gauge(registry);
        controllers = new Controllers(
                client,
                settings.namespaces(),
                settings.leadership(),
                new LeaderCallbacks(this::begin, this::lose, holder -> LOG.log(Level.INFO, "{0} decides", holder)),
                new ReconcileMetrics(registry));
        var desk = new Desk(surveys, this::mayDecide, board, events, rules(), clock, interval);
        controllers.register(new AlertReconciler(desk));
        controllers.register(new TuningReconciler(workloads, clock, interval, recommendations));
        if (settings.namespaces().isEmpty()) {
            controllers.register(new ClusterAlertReconciler(desk));
            controllers.register(new ClusterTuningReconciler(faults, clock, interval, recommendations));
        }
    }

    void start() {
        controllers.start();
        if (settings.leadership().isEmpty()) {
            begin();
        }
    }

    /** Why this process should be restarted; empty when all is well. */
    Optional<String> ailment() {
        return controllers.areHealthy() ? Optional.empty() : Optional.of("A watch of our own resources has ended.");
    }

    private void begin() {
        LOG.log(Level.INFO, "this replica decides");
        leads = true;
        gauge.set(1);
        messenger.start();
        surveying.scheduleWithFixedDelay(this::survey, 0, SOON.toMillis(), TimeUnit.MILLISECONDS);
        making.scheduleWithFixedDelay(this::make, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The process ends right after. */
    private void lose() {
        LOG.log(Level.WARNING, "the Lease is lost: this replica ends, and must be started again");
        end();
    }

    /** Until the process has ended, nothing more is decided or told. */
    private void end() {
        leads = false;
        gauge.set(0);
        surveying.shutdownNow();
        making.shutdownNow();
        messenger.close();
        events.close();
    }

    private boolean mayDecide() {
        return leads && knowsCluster.getAsBoolean();
    }

    private void survey() {
        try {
            if (mayDecide()) {
                surveys.look(clock.instant());
                surveys.undecided().forEach(Survey::wake);
            }
        } catch (RuntimeException e) { // or the schedule would end with it
            LOG.log(Level.ERROR, "nodes that are silent cannot be looked after: ours to repair", e);
        }
    }

    private void make() {
        try {
            if (mayDecide()) {
                maker.make(settings.namespaces().isEmpty());
            }
            hindered = false;
        } catch (RuntimeException e) { // or the schedule would end with it
            if (!hindered) {
                var cause = e.getCause() == null ? e : e.getCause(); // the client's own words name none
                LOG.log(Level.WARNING, "recommendations cannot be made for now: {0}", cause.toString());
            }
            hindered = true;
        }
    }

    private Optional<PrometheusRules> rules() {
        if (!settings.prometheusRules()) {
            return Optional.empty();
        }
        if (!PrometheusRules.areKnownTo(client)) {
            LOG.log(
                    Level.WARNING,
                    "there is no PrometheusRule in this cluster (monitoring.coreos.com/v1): none is written");
            return Optional.empty();
        }
        return Optional.of(new PrometheusRules(client, settings.ownNamespace()));
    }

    private static List<Alertmanager> alertmanagers(List<URI> urls) {
        return urls.stream().map(url -> new Alertmanager(url, "")).toList();
    }

    /** A Lease that is still ours is given up last of all, and is not renewed if the process ends then. */
    @Override
    public void close() {
        boolean led = leads;
        end();
        if (settings.leadership().isEmpty()) {
            controllers.stop();
        } else if (led) {
            settings.leadership().get().release(client);
        }
    }
}
