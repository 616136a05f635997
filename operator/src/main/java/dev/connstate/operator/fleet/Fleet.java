package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the agents of all nodes said last. Every replica has one of its own, so that a new leader decides at once. */
public final class Fleet {
    /** Of so many intervals without a report the numbers are no longer taken for the present. */
    private static final int MISSED = 3;

    /** Where nobody says whether a node exists, one that is silent for so long is taken for gone. */
    private static final Duration GONE_AFTER = Duration.ofHours(1);

    /**
     * Nodes of which the last report is kept, in the form it came in. With more of them the next report comes before many
     * could be read again, and they are most of the memory.
     */
    private static final int MOST_KEPT = 500;

    private final Map<String, NodeState> nodes = new ConcurrentHashMap<>();
    private final Pace pace;
    private final Duration fresh;
    private volatile Listener listener = (_, _, _) -> {};

    /** @param interval at which agents report */
    public Fleet(Duration interval, Optional<Duration> idleLimit) {
        this.pace = Pace.at(interval).withIdleLimit(idleLimit);
        this.fresh = interval.multipliedBy(MISSED);
    }

    /** A report that is kept as it is. */
    public void receive(NodeReport report, Instant now) {
        receive(report, () -> report, now);
    }

    /** Who is told of each report, and what it says, while that is at hand; by several threads at once. */
    public void tell(Listener other) {
        listener = other;
    }

    /** @see #tell */
    @FunctionalInterface
    public interface Listener {
        void reported(String node, NodeSightings seen, Instant at);
    }

    /** @param again makes the report anew, of less than it is */
    public void receive(NodeReport report, Supplier<NodeReport> again, Instant now) {
        var node = report.node().name();
        nodes.computeIfAbsent(node, _ -> new NodeState(pace))
                .receive(report, Optional.of(again).filter(_ -> nodes.size() <= MOST_KEPT), now)
                .ifPresent(seen -> listener.reported(node, seen, now));
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
    public Duration fresh() {
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

    /** Whether the last report of a node is taken for the present. */
    public boolean isFresh(String node, Instant now) {
        return state(node, now).isPresent();
    }

    /**
     * What is known of a pod now, at little cost: counters, settings and findings, but no sockets. Of a pod in the
     * host's network settings and its own findings. Empty without a fresh report that names it.
     */
    public Optional<Sighting> gist(ClusterPod pod, Instant now) {
        return pod.hostNetwork()
                ? gist(pod.node(), now).map(host -> NodeSightings.ofHostNetwork(host, pod.cgroupUid()))
                : state(pod.node(), now).flatMap(state -> state.gist(pod.cgroupUid()));
    }

    /** The same of a node's own namespace. */
    public Optional<Sighting> gist(String node, Instant now) {
        return state(node, now).flatMap(state -> state.gist(Gists.HOST));
    }

    /** The pods of a node with which something is wrong, as far as is known now, as their cgroups name them. */
    Set<String> troubledPods(String node, Instant now) {
        return state(node, now).stream()
                .flatMap(state -> state.findings().stream())
                .flatMap(finding -> finding.verdict().subject().pod().stream())
                .map(Pod::uid)
                .collect(Collectors.toSet());
    }

    /** Whether something is wrong on a node, and with no pod of it, as far as is known now. */
    boolean isTroubled(String node, Instant now) {
        return state(node, now).stream()
                .flatMap(state -> state.findings().stream())
                .anyMatch(finding -> finding.verdict().subject().pod().isEmpty());
    }

    /** What the last report of a node says, while it is fresh; empty, too, in a fleet so big that reports are not kept. */
    public Optional<NodeSightings> sightings(String node, Instant now) {
        return state(node, now).flatMap(NodeState::sightings);
    }

    /** Everything that is wrong on nodes of which fresh numbers are there. */
    public Stream<Finding> findings(Instant now) {
        return nodes.keySet().stream()
                .flatMap(node -> state(node, now).stream())
                .flatMap(state -> state.findings().stream());
    }

    private Optional<NodeState> state(String node, Instant now) {
        var state = nodes.get(node);
        return state != null && state.isFresh(fresh, now) ? Optional.of(state) : Optional.empty();
    }
}
