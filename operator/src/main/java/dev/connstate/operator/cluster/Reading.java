package dev.connstate.operator.cluster;

import dev.connstate.operator.fleet.ClusterPod;
import dev.connstate.operator.fleet.Owners.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Sysctl;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Objects of the API, reduced to what is kept of them. */
final class Reading {
    /** By which an object that is gone is known. The watch stores no more: what is kept of them is ours to keep. */
    static final String[] STORED = {"metadata.uid", "metadata.name"};

    /** On the pod that stands for one the kubelet read from a file. Not stored: a pod is told of as it came. */
    private static final String STATIC_POD = "kubernetes.io/config.mirror";

    private Reading() {}

    static ClusterPod pod(Pod pod) {
        var meta = pod.getMetadata();
        var spec = Optional.ofNullable(pod.getSpec());
        var status = Optional.ofNullable(pod.getStatus());
        return new ClusterPod(
                meta.getUid(),
                Optional.ofNullable(meta.getAnnotations())
                        .map(annotations -> annotations.get(STATIC_POD))
                        .orElse(meta.getUid()),
                meta.getNamespace().intern(), // as few as there are pods of it
                meta.getName(),
                spec.map(PodSpec::getNodeName).map(String::intern).orElse(""),
                labels(meta),
                controller(meta),
                status.map(PodStatus::getPhase).filter("Running"::equals).isPresent(),
                spec.map(PodSpec::getHostNetwork).orElse(false),
                spec.map(PodSpec::getSecurityContext).map(Reading::sysctls).orElse(Map.of()),
                status.map(PodStatus::getStartTime)
                        .or(() -> Optional.ofNullable(meta.getCreationTimestamp()))
                        .map(Instant::parse)
                        .orElse(Instant.EPOCH));
    }

    static Optional<Owner> controller(ObjectMeta meta) {
        return meta.getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst()
                .map(owner -> new Owner(owner.getApiVersion(), owner.getKind(), owner.getName(), owner.getUid()));
    }

    static Map<String, String> labels(HasMetadata object) {
        return labels(object.getMetadata());
    }

    private static Map<String, String> sysctls(PodSecurityContext context) {
        return context.getSysctls().stream()
                .collect(Collectors.toMap(Sysctl::getName, Sysctl::getValue, (_, last) -> last));
    }

    private static Map<String, String> labels(ObjectMeta meta) {
        return Optional.ofNullable(meta.getLabels()).orElse(Map.of());
    }
}
