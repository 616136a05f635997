package dev.connstate.operator.notify;

import dev.connstate.crds.alert.AlertSpec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A PrometheusRule for each alert, over our own metric of whether it fires: so Prometheus says what the status says, and
 * {@code for} is waited for once. The alert owns it, and takes it along when it is deleted.
 */
public final class PrometheusRules {
    private static final Logger LOG = System.getLogger(PrometheusRules.class.getName());

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("connstate-operator")
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final String ownNamespace;
    private final Map<String, Long> applied = new ConcurrentHashMap<>();

    /** @param ownNamespace where the rules of cluster alerts go */
    public PrometheusRules(KubernetesClient client, String ownNamespace) {
        this.client = client;
        this.ownNamespace = ownNamespace;
    }

    /** Whether the cluster has that kind. */
    public static boolean areKnownTo(KubernetesClient client) {
        return client.supports("monitoring.coreos.com/v1", "PrometheusRule");
    }

    /** Once for each generation; what could not be said is said the next time. */
    public void keep(HasMetadata alert, AlertSpec spec) {
        var meta = alert.getMetadata();
        if (meta.getGeneration().equals(applied.get(meta.getUid()))) {
            return;
        }
        try {
            client.resource(rule(alert, spec)).patch(APPLY);
            applied.put(meta.getUid(), meta.getGeneration());
        } catch (KubernetesClientException e) {
            LOG.log(
                    Level.WARNING,
                    "the PrometheusRule of {0} {1} cannot be written: {2}",
                    alert.getKind(),
                    meta.getName(),
                    e.getMessage());
        }
    }

    /** The alert is gone, and its rule with it. */
    public void forget(HasMetadata alert) {
        applied.remove(alert.getMetadata().getUid());
    }

    /** Kept firing for a while, so that a restart of the operator ends nothing. */
    GenericKubernetesResource rule(HasMetadata alert, AlertSpec spec) {
        var meta = alert.getMetadata();
        var rule = Map.of(
                "alert", meta.getName(),
                "expr", expression(alert),
                "keep_firing_for", "5m",
                "labels", AlertLabels.of(alert, spec),
                "annotations", AlertLabels.annotations(spec));
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("monitoring.coreos.com/v1")
                .withKind("PrometheusRule")
                .withNewMetadata()
                .withName("connstate-%s-%s".formatted(alert.getKind().toLowerCase(Locale.ROOT), meta.getName()))
                .withNamespace(Optional.ofNullable(meta.getNamespace()).orElse(ownNamespace))
                .withLabels(Map.of("app.kubernetes.io/managed-by", "connstate-operator"))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(alert.getApiVersion())
                        .withKind(alert.getKind())
                        .withName(meta.getName())
                        .withUid(meta.getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                .addToAdditionalProperties(
                        "spec", Map.of("groups", List.of(Map.of("name", meta.getName(), "rules", List.of(rule)))))
                .build();
    }

    private static String expression(HasMetadata alert) {
        var meta = alert.getMetadata();
        return "max(connstate_alert_firing{alert_kind=\"%s\",alert_namespace=\"%s\",alert_name=\"%s\"}) == 1"
                .formatted(
                        alert.getKind(),
                        Optional.ofNullable(meta.getNamespace()).orElse(""),
                        meta.getName());
    }
}
