package dev.connstate.operator.notify;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Events of {@code events.k8s.io/v1}, in the namespace of what they are about. */
public final class Events {
    /** The API takes no longer note. */
    private static final int LONGEST_NOTE = 1024;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final String instance;

    /** @param instance which replica says so */
    public Events(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
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
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
