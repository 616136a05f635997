package dev.connstate.agent.metrics;

import dev.connstate.report.NamedPod;
import dev.connstate.report.PodNames;
import dev.connstate.report.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The labels node, namespace, pod, workload: of a pod that the operator has not named yet all but the first are empty. */
final class PodLabels {
    private final String node;
    private final Map<String, NamedPod> byUid = new HashMap<>();

    PodLabels(String node, PodNames names) {
        this.node = node;
        names.pods().forEach(pod -> byUid.put(pod.uid(), pod));
    }

    Stream<String> of(String uid) {
        var pod = byUid.get(uid);
        return pod == null
                ? Stream.of(node, "", "", "")
                : Stream.of(
                        node,
                        pod.namespace(),
                        pod.name(),
                        pod.workload().map(Workload::name).orElse(""));
    }
}
