package dev.connstate.operator.intake;

import dev.connstate.operator.certificate.CertificateProblem;
import dev.connstate.operator.certificate.Certificates;
import dev.connstate.operator.certificate.Credentials;
import io.prometheus.client.CollectorRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTPS server that agents report to: {@code POST /v1alpha1/report}, TLS 1.3, HTTP/1.1 or 2. */
public final class Intake implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Intake.class.getName());

    /** How long a changed certificate may take to be shown. */
    private static final Duration RENEWAL = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int READERS = 4;

    private final Certificates certificates;
    private final IntakeMetrics metrics;
    private final InstantSource clock;
    private final WorkerExecutor readers;
    private final WorkerExecutor renewal;
    private final HttpServer server;
    private final Vertx vertx;
    private final long timer;
    private final IntakeSettings settings;
    private Credentials shown;
    private boolean troubled;

    private Intake(
            Vertx vertx,
            IntakeSettings settings,
            Authenticator authenticator,
            Reception reception,
            Certificates certificates,
            InstantSource clock,
            CollectorRegistry registry)
            throws CertificateProblem {
        this.vertx = vertx;
        this.certificates = certificates;
        this.clock = clock;
        this.settings = settings;
        this.metrics = new IntakeMetrics(registry);
        this.shown = certificates.current(clock.instant());
        metrics.shows(shown.notAfter());
        readers = vertx.createSharedWorkerExecutor("intake-reader", READERS);
        renewal = vertx.createSharedWorkerExecutor("intake-certificate", 1);
        var guests = new Guests(vertx, settings, metrics);
        var reading = new Reading(reception, clock, metrics, settings.largestReport());
        var desk = new Desk(
                authenticator, reading, readers, settings, guests, new Room(settings.room(), metrics), metrics);
        server = vertx.createHttpServer(Listening.http(settings), Listening.tls(shown, settings))
                .connectionHandler(guests::arrived)
                .requestHandler(desk::serve);
        timer = vertx.setPeriodic(RENEWAL.toMillis(), _ -> renew());
    }

    /**
     * Begins to listen.
     *
     * @param registry gets the metrics of the intake
     * @throws CertificateProblem when there is no certificate to show
     */
    public static Intake start(
            Vertx vertx,
            IntakeSettings settings,
            Authenticator authenticator,
            Reception reception,
            Certificates certificates,
            InstantSource clock,
            CollectorRegistry registry)
            throws CertificateProblem {
        var intake = new Intake(vertx, settings, authenticator, reception, certificates, clock, registry);
        try {
            wait(intake.server.listen());
        } catch (RuntimeException e) {
            intake.close();
            throw e;
        }
        return intake;
    }

    public int port() {
        return server.actualPort();
    }

    /** When the certificate that is shown ends. */
    public synchronized Instant certificateExpiry() {
        return shown.notAfter();
    }

    /** Shows a certificate that changed; connections that are open stay. Completes when that is done, or was not needed. */
    public Future<Void> renew() {
        return renewal.<Void>executeBlocking(() -> {
                    show(certificates.current(clock.instant()));
                    return null;
                })
                .onFailure(this::tell)
                .otherwiseEmpty();
    }

    private synchronized void show(Credentials fresh) {
        if (!fresh.equals(shown)) {
            wait(server.updateSSLOptions(Listening.tls(fresh, settings)));
            shown = fresh;
            metrics.shows(fresh.notAfter());
            LOG.log(Level.INFO, "a new certificate is shown to agents, good until {0}", fresh.notAfter());
        }
        troubled = false;
    }

    private synchronized void tell(Throwable trouble) {
        metrics.renewalFailed();
        if (!troubled) {
            LOG.log(
                    Level.WARNING,
                    "the certificate that is shown, good until {0}, cannot be renewed: {1}",
                    shown.notAfter(),
                    trouble.getMessage());
        }
        troubled = true;
    }

    /** Takes nothing new, ends what is begun, and is gone within seconds. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
        wait(server.shutdown(Duration.ofSeconds(2)));
        readers.close();
        renewal.close();
    }

    private static <T> T wait(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the server did not do it within %d s".formatted(PATIENCE.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server", e);
        }
    }
}
