package dev.connstate.operator.notify;

import dev.connstate.operator.cluster.Away;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Events of {@code events.k8s.io/v1}, in the namespace of what they are about. They are told by a thread of their own, for
 * an hour while the API server is away, and a few times when it refuses them: an alert does not wait for its Event.
 */
public final class Events implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Events.class.getName());

    /** More wait only while the API server is away, and the newest matter most. */
    private static final int MOST_WAITING = 1000;

    /** As long as an API server keeps an Event. */
    private static final Duration LASTS = Duration.ofHours(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** With twice the pause after each, half a minute: one that starts refuses until it knows all roles and namespaces. */
    private static final int MOST_REFUSALS = 5;

    private static final Set<String> SETTLED = Set.of("AlreadyExists", "NotFound");

    /** The API takes no longer note. */
    private static final int LONGEST_NOTE = 1024;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final String instance;
    private final Duration pause;
    private final BlockingDeque<Waiting> waiting = new LinkedBlockingDeque<>(MOST_WAITING);
    private final Thread thread;

    /** @param instance which replica says so */
    public Events(KubernetesClient client, String instance) {
        this(client, instance, PAUSE);
    }

    Events(KubernetesClient client, String instance, Duration pause) {
        this.client = client;
        this.pause = pause;
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
        var told = new Waiting(event, Instant.now(), 0);
        while (!waiting.offerLast(told)) {
            waiting.pollFirst();
        }
    }

    private void send() {
        try {
            while (true) {
                send(waiting.takeFirst());
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    /** One that is refused waits by itself. While nobody answers, all wait. */
    private void send(Waiting it) throws InterruptedException {
        try {
            client.resource(it.event).create();
        } catch (KubernetesClientException e) {
            boolean away = Away.reason(e).isPresent();
            if (away && it.since.plus(LASTS).isAfter(Instant.now())) {
                waiting.offerLast(it); // not first: it may be the only one that is answered so
                Thread.sleep(pause);
            } else if (!away && !isSettled(e) && it.refusals < MOST_REFUSALS) {
                var later = pause.multipliedBy(1L << it.refusals).toMillis();
                CompletableFuture.delayedExecutor(later, TimeUnit.MILLISECONDS)
                        .execute(() -> waiting.offerLast(it.refused()));
            } else if (away || !isSettled(e)) {
                LOG.log(Level.WARNING, "the Event \"{0}\" cannot be told: {1}", it.event.getNote(), e.getMessage());
            }
        }
    }

    /** It is there already, or where it would be is gone, and so is what it is about. */
    private static boolean isSettled(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .filter(status -> SETTLED.contains(String.valueOf(status.getReason()))
                        || Stream.ofNullable(status.getDetails())
                                .flatMap(details -> details.getCauses().stream())
                                .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason())))
                .isPresent();
    }

    /**
     * @param since when it was to be told
     * @param refusals of an API server that answers
     */
    private record Waiting(Event event, Instant since, int refusals) {
        Waiting refused() {
            return new Waiting(event, since, refusals + 1);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
