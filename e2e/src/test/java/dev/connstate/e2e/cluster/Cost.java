package dev.connstate.e2e.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the kubelet says that our containers took, from one moment on.
 *
 * @param cpu seconds by pod
 */
record Cost(Cluster cluster, Instant since, Map<String, Double> cpu) {
    private static final String PODS = "\\{container=\"(?:agent|operator)\",namespace=\"%s\",pod=\"([^\"]+)\"} (\\S+)";

    static Cost now(Cluster cluster) {
        return new Cost(cluster, Instant.now(), numbers(cluster, "container_cpu_usage_seconds_total"));
    }

    /** A line for each pod. */
    String text() {
        double seconds = Duration.between(since, Instant.now()).toMillis() / 1000.0;
        var memory = numbers(cluster, "container_memory_working_set_bytes");
        var text = new StringBuilder();
        numbers(cluster, "container_cpu_usage_seconds_total").forEach((pod, now) -> {
            if (cpu.containsKey(pod)) {
                text.append("  %s: %.1f %% of a core in %.0f s, %.0f MiB%n"
                        .formatted(
                                pod,
                                (now - cpu.get(pod)) * 100 / seconds,
                                seconds,
                                memory.getOrDefault(pod, Double.NaN) / 1048576));
            }
        });
        return text.toString();
    }

    private static Map<String, Double> numbers(Cluster cluster, String metric) {
        var line = Pattern.compile(metric + PODS.formatted(Release.NAMESPACE));
        var numbers = new TreeMap<String, Double>();
        for (var node : cluster.client().nodes().list().getItems()) {
            var page = cluster.client()
                    .raw("/api/v1/nodes/%s/proxy/metrics/resource"
                            .formatted(node.getMetadata().getName()));
            line.matcher(page)
                    .results()
                    .forEach(found -> numbers.put(found.group(1), Double.parseDouble(found.group(2))));
        }
        return numbers;
    }
}
