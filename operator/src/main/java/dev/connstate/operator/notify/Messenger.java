package dev.connstate.operator.notify;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells every Alertmanager what fires: at once when something changed, and again each minute. */
public final class Messenger implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Messenger.class.getName());

    private final Board board;
    private final List<Alertmanager> alertmanagers;
    private final InstantSource clock;
    private final Counter sent;
    private final Counter failed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("connstate-messenger").daemon().factory());
    private final Map<Alertmanager, Instant> toldAt = new HashMap<>();
    private final Set<Alertmanager> deaf = new HashSet<>();
    private Outbox outbox = Outbox.EMPTY;

    public Messenger(Board board, List<Alertmanager> alertmanagers, InstantSource clock, CollectorRegistry registry) {
        this.board = board;
        this.alertmanagers = List.copyOf(alertmanagers);
        this.clock = clock;
        sent = Counter.build("connstate_alertmanager_messages", "Messages that an Alertmanager took.")
                .labelNames("alertmanager")
                .register(registry);
        failed = Counter.build("connstate_alertmanager_failures", "Messages that an Alertmanager did not take.")
                .labelNames("alertmanager")
                .register(registry);
        for (var alertmanager : alertmanagers) { // or the first failure would be no growth of anything
            sent.labels(alertmanager.url().toString());
            failed.labels(alertmanager.url().toString());
        }
    }

    /** Begins; what fires is looked at each second. */
    public void start() {
        if (!alertmanagers.isEmpty()) {
            thread.scheduleWithFixedDelay(this::tryToLook, 0, 1, TimeUnit.SECONDS);
        }
    }

    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException e) { // or the schedule would end with it
            LOG.log(Level.ERROR, "alerts cannot be told", e);
        }
    }

    void look() {
        var now = clock.instant();
        var next = outbox.after(board.notices(), now);
        if (next.differsFrom(outbox)) {
            toldAt.clear();
        }
        outbox = next;
        var messages = outbox.messages(now);
        if (messages.isEmpty()) {
            return;
        }
        for (var alertmanager : alertmanagers) {
            if (toldAt.getOrDefault(alertmanager, Instant.MIN).isBefore(now.minus(Outbox.RESEND))) {
                tell(alertmanager, messages, now);
            }
        }
    }

    private void tell(Alertmanager alertmanager, List<Outbox.Message> messages, Instant now) {
        var url = alertmanager.url().toString();
        try {
            alertmanager.tell(messages);
            toldAt.put(alertmanager, now);
            sent.labels(url).inc();
            if (deaf.remove(alertmanager)) {
                LOG.log(Level.INFO, "Alertmanager at {0} hears again", url);
            }
        } catch (IOException e) {
            failed.labels(url).inc();
            // A tenth of the time of the next resending, so that a short absence is no lost alert.
            toldAt.put(alertmanager, now.minus(Outbox.RESEND).plus(Outbox.RESEND.dividedBy(10)));
            if (deaf.add(alertmanager)) {
                LOG.log(Level.WARNING, "Alertmanager at {0} cannot be told: {1}", url, e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is resolved by it: another replica goes on. */
    @Override
    public void close() {
        thread.shutdownNow();
        alertmanagers.forEach(Alertmanager::close);
    }
}
