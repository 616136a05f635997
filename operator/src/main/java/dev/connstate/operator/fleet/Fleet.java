package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What the agents of all nodes said last. Every replica has one of its own, so that a new leader decides at once. */
public final class Fleet {
    /** Of so many intervals without a report the numbers are no longer taken for the present. */
    private static final int MISSED = 3;

    /** Where nobody says whether a node exists, one that is silent for so long is taken for gone. */
    private static final Duration GONE_AFTER = Duration.ofHours(1);

    private final Map<String, NodeState> nodes = new ConcurrentHashMap<>();
    private final Pace pace;
    private final Duration fresh;

    /** @param interval at which agents report */
    public Fleet(Duration interval, Optional<Duration> idleLimit) {
        this.pace = Pace.at(interval).withIdleLimit(idleLimit);
        this.fresh = interval.multipliedBy(MISSED);
    }

    public void receive(NodeReport report, Instant now) {
        nodes.compute(
                report.node().name(),
                (_, state) -> state == null ? NodeState.first(pace, report, now) : state.after(report, now));
    }

    /**
     * Forgets nodes that are gone. One with a fresh report is not: it may be so new that the watch has not told of it, and
     * a report that comes after the end keeps a node only until it is old.
     *
     * @param existing all nodes there are; empty while that is not known
     */
    public void forgetGone(Optional<Labelled> existing, Instant now) {
        var silence = existing.isPresent() ? fresh : GONE_AFTER;
        nodes.entrySet()
                .removeIf(node -> !node.getValue().receivedAt().plus(silence).isAfter(now)
                        && existing.flatMap(all -> all.of(node.getKey())).isEmpty());
    }

    /** How long a report is taken for the present, and so how long a new pod may be without one. */
    Duration fresh() {
        return fresh;
    }

    /** Those that reported, and are not gone. */
    public Set<String> nodes() {
        return Set.copyOf(nodes.keySet());
    }

    /** When a node reported last. */
    public Optional<Instant> lastReport(String node) {
        return Optional.ofNullable(nodes.get(node)).map(NodeState::receivedAt);
    }

    /** The newest report of a node, while it is fresh. */
    public Optional<NodeReport> report(String node, Instant now) {
        return state(node, now).map(NodeState::last);
    }

    /** What is known of a pod now; empty without a fresh report that names it. */
    public Optional<Sighting> of(ClusterPod pod, Instant now) {
        return state(pod.node(), now)
                .map(NodeState::sightings)
                .flatMap(seen -> pod.hostNetwork()
                        ? seen.ofHostNetwork(pod.cgroupUid())
                        : Optional.ofNullable(seen.pods().get(pod.cgroupUid())));
    }

    /** What is known of a node's own namespace now. */
    public Optional<Sighting> of(String node, Instant now) {
        return state(node, now).map(NodeState::sightings).flatMap(NodeSightings::host);
    }

    /** Everything that is wrong on nodes of which fresh numbers are there. */
    public Stream<Finding> findings(Instant now) {
        return nodes.keySet().stream()
                .flatMap(node -> state(node, now).stream())
                .flatMap(state -> state.diagnosis().findings().stream());
    }

    private Optional<NodeState> state(String node, Instant now) {
        var state = nodes.get(node);
        return state != null && state.isFresh(fresh, now) ? Optional.of(state) : Optional.empty();
    }
}
