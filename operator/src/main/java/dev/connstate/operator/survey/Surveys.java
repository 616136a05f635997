package dev.connstate.operator.survey;

import dev.connstate.operator.alert.Rule;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.fleet.NodeSightings;
import dev.connstate.operator.fleet.Scope;
import dev.connstate.operator.fleet.Target;
import io.prometheus.client.Collector;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All alerts' surveys. A node is asked about when its report comes; without one when it falls silent, when its pods
 * change, and for an alert that is new.
 */
public final class Surveys {
    /** Reports that are read again at a time: with more nodes than that, their next reports are waited for. */
    private static final int MOST_READ_AGAIN = 4;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Fleet fleet;
    private final Map<String, Survey> all = new ConcurrentHashMap<>();

    private volatile Reach reach = new Reach(all.values());
    private long namespaceChanges;

    /** Those that wait for nodes to report for the first time: none, as a rule. */
    private final Set<Survey> awaiting = ConcurrentHashMap.newKeySet();

    /** How each node was asked. */
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    private final Set<String> again = ConcurrentHashMap.newKeySet();
    private final Histogram decisions = Histogram.build(
                    "connstate_alert_decision_seconds", "From a report that changes something to the alert's decision.")
            .buckets(0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5, 15, 60)
            .create();
    private Instant lookedAt = Instant.EPOCH;

    /**
     * @param coverage the surveys that have a poll of it
     * @param young whether there are pods that may report yet
     */
    private record Asked(Coverage coverage, boolean silent, boolean young) {
        static final Asked NEVER = new Asked(Coverage.NONE, true, true);
    }

    public Surveys(Cluster cluster, Fleet fleet) {
        this.cluster = cluster;
        this.fleet = fleet;
        fleet.tell((node, seen, at) -> ask(node, Optional.of(seen), at));
    }

    /** How long decisions took. */
    public Collector metrics() {
        return decisions;
    }

    /** @param undecided when the first of the reports came that this decision is about; empty when nothing changed */
    public void decided(Optional<Instant> undecided, Instant now) {
        undecided.ifPresent(at -> decisions.observe(Duration.between(at, now).toMillis() / 1000.0));
    }

    public Cluster cluster() {
        return cluster;
    }

    public Optional<Survey> of(String alert) {
        return Optional.ofNullable(all.get(alert));
    }

    /**
     * Begins one, in place of what it was.
     *
     * @param wake called when something is to be decided
     */
    public Survey begin(
            String alert, long generation, Rule rule, Scope scope, Set<String> names, Runnable wake, Instant now) {
        var survey = new Survey(generation, rule, scope, wake, now);
        survey.ask(names);
        var nodes = scope.nodes(cluster);
        for (var node : nodes) {
            if (fleet.isFresh(node, now)) {
                survey.awaited().add(node);
            }
        }
        again.addAll(nodes);
        awaiting.add(survey);
        leave(all.put(alert, survey));
        return survey;
    }

    public void forget(String alert) {
        leave(all.remove(alert));
    }

    /** @param before that is among them no more; null when there was none */
    private void leave(Survey before) {
        if (before != null) {
            awaiting.remove(before);
        }
        reach = new Reach(all.values());
    }

    /** Whether all nodes have been asked, or have had the time to report. */
    public boolean isWhole(Survey survey, Instant now) {
        return survey.awaited().isEmpty() || survey.begun().plus(fleet.fresh()).isBefore(now);
    }

    /** Of which something is to be decided. */
    public Collection<Survey> undecided() {
        return all.values().stream().filter(it -> it.undecided().isPresent()).toList();
    }

    /** Asks about nodes of which no report tells: those that fell silent, or changed. */
    public synchronized void look(Instant now) {
        if (now.isBefore(lookedAt.plus(PAUSE)) && !now.isBefore(lookedAt)) {
            return;
        }
        lookedAt = now;
        again.addAll(cluster.changed());
        long changes = cluster.namespaces().changes();
        if (changes != namespaceChanges) {
            namespaceChanges = changes;
            reach = new Reach(all.values());
        }
        asked.forEach((node, last) -> {
            if (!last.silent ? !fleet.isFresh(node, now) : last.young) {
                again.add(node);
            }
        });
        int read = 0;
        for (var node : again) {
            if (!fleet.isFresh(node, now)) {
                ask(node, Optional.empty(), now);
            } else if (read++ < MOST_READ_AGAIN) {
                // Of what is not kept the next report is waited for.
                fleet.sightings(node, now).ifPresent(seen -> ask(node, Optional.of(seen), now));
            }
        }
    }

    private void ask(String node, Optional<NodeSightings> seen, Instant at) {
        again.remove(node);
        asked.compute(node, (_, last) -> ask(node, seen, at, last == null ? Asked.NEVER : last));
    }

    private Asked ask(String node, Optional<NodeSightings> seen, Instant at, Asked last) {
        var reach = this.reach;
        var coverage = last.coverage.holds(node, cluster, reach) ? last.coverage : Coverage.of(node, cluster, reach);
        var pods = coverage.pods();
        var ofNamespace = new Target[pods.size()];
        var ofCluster = new Target[pods.size()];
        boolean young = false;
        for (int i = 0; i < pods.size(); i++) {
            var pod = pods.get(i);
            var sighting = seen.flatMap(it -> it.of(pod));
            if (sighting.isEmpty() && !pod.startedAt().plus(fleet.fresh()).isBefore(at)) {
                young = true;
            } else {
                ofNamespace[i] = new Target(pod.name(), node, sighting);
                ofCluster[i] = new Target(pod.namespace() + "/" + pod.name(), node, sighting);
            }
        }
        var surveys = coverage.ofPods();
        for (int i = 0; i < surveys.length; i++) {
            boolean isOfCluster = surveys[i].scope().isOfCluster();
            surveys[i].put(node, coverage.targets(i, isOfCluster ? ofCluster : ofNamespace), at);
        }
        for (var survey : coverage.ofNode()) {
            survey.put(node, List.of(new Target(node, node, seen.flatMap(NodeSightings::host))), at);
        }
        if (coverage != last.coverage) {
            var left = last.coverage.all();
            left.removeAll(coverage.all());
            left.forEach(it -> it.put(node, List.of(), at));
        }
        awaiting.removeIf(it -> it.hasHeard(node));
        var now = new Asked(coverage, seen.isEmpty(), young);
        return now.equals(last) ? last : now;
    }
}
