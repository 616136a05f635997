package dev.connstate.agent.metrics;

import io.prometheus.client.Collector;
import java.util.List;
import java.util.stream.Stream;

/**
 * One family of the page.
 *
 * @param name without the suffix {@code _total}, which the format gives to every counter
 */
record Metric(Collector.Type type, String name, String help, List<String> labels) {
    private static final String PREFIX = "connstate_";
    private static final List<String> NAMESPACE =
            List.of("netns", "kind", "pod_uid", "node", "namespace", "pod", "workload");

    Metric {
        labels = List.copyOf(labels);
    }

    static Metric gauge(String name, String help, String... labels) {
        return new Metric(Collector.Type.GAUGE, PREFIX + name, help, List.of(labels));
    }

    static Metric counter(String name, String help, String... labels) {
        return new Metric(Collector.Type.COUNTER, PREFIX + name, help, List.of(labels));
    }

    /** The same for each network namespace. */
    Metric perNamespace() {
        var all = Stream.concat(NAMESPACE.stream(), labels.stream()).toList();
        return new Metric(type, name, help, all);
    }

    /** Its name alone: it is looked up for each line of the page. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    String sampleName() {
        return type == Collector.Type.COUNTER ? name + "_total" : name;
    }
}
