package dev.connstate.operator.notify;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Events of {@code events.k8s.io/v1}, in the namespace of what they are about. They are told by a thread of their own, and
 * again while the API server is away: an alert does not wait for its Event.
 */
public final class Events implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Events.class.getName());

    /** More wait only while the API server is away, and the newest matter most. */
    private static final int MOST_WAITING = 1000;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** The API takes no longer note. */
    private static final int LONGEST_NOTE = 1024;

    /** What an API server says that is busy, or has just started. */
    private static final int TOO_MANY_REQUESTS = 429;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final String instance;
    private final BlockingDeque<Event> waiting = new LinkedBlockingDeque<>(MOST_WAITING);
    private final Thread thread;

    /** @param instance which replica says so */
    public Events(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
        thread = Thread.ofPlatform().name("connstate-events").daemon().start(this::send);
    }

    /** The same moment of the same object is one Event, whoever tells it and however often. */
    public void tell(HasMetadata about, Instant at, boolean warning, String reason, String note) {
        var meta = about.getMetadata();
        var namespace = Optional.ofNullable(meta.getNamespace()).orElse("default");
        var event = new EventBuilder()
                .withNewMetadata()
                .withName("%s.%x".formatted(meta.getName(), (meta.getUid() + reason + at.getEpochSecond()).hashCode()))
                .withNamespace(namespace)
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(at)))
                .withReportingController("connstate.dev/operator")
                .withReportingInstance(instance)
                .withType(warning ? "Warning" : "Normal")
                .withAction("Evaluate")
                .withReason(reason)
                .withNote(note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE - 1) + "…" : note)
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(meta.getNamespace())
                        .withName(meta.getName())
                        .withUid(meta.getUid())
                        .build())
                .build();
        while (!waiting.offerLast(event)) {
            waiting.pollFirst();
        }
    }

    private void send() {
        try {
            while (true) {
                var event = waiting.takeFirst();
                if (!isTaken(event)) {
                    waiting.offerFirst(event);
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    /** One that cannot be said at all is taken, too. */
    private boolean isTaken(Event event) {
        try {
            client.resource(event).create();
            return true;
        } catch (KubernetesClientException e) {
            boolean away = e.getCode() <= 0 // no answer at all
                    || e.getCode() == TOO_MANY_REQUESTS
                    || e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
            if (!away && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.log(
                        Level.WARNING,
                        "the API server does not take the Event \"{0}\": {1}",
                        event.getNote(),
                        e.getMessage());
            }
            return !away;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
