package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.Watch;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One node between its reports: what is wrong there, and what the next report is compared with. No value, since a fleet
 * would make a collector copy it all again and again.
 */
final class NodeState {
    private final Watch watch;
    private volatile Instant receivedAt = Instant.MIN;
    private volatile List<Finding> findings = List.of();
    private Optional<Newest> newest = Optional.empty();
    private HostNumbers host = HostNumbers.NONE;
    private Gists gists = Gists.NONE;

    NodeState(Pace pace) {
        watch = new Watch(pace);
    }

    /**
     * @param again makes the report anew; empty if it is not to be kept
     * @param now by the operator's clock, since a node's may be wrong
     * @return what the report says; empty for one that is no newer than the last, which shows only that the agent lives
     */
    synchronized Optional<NodeSightings> receive(NodeReport report, Optional<Supplier<NodeReport>> again, Instant now) {
        receivedAt = now;
        var before = newest;
        return watch.after(report, again.isPresent()).map(known -> {
            var interval = before.filter(it -> it.bootId.equals(report.node().bootId()))
                    .map(it -> Duration.between(it.takenAt, report.takenAt()))
                    .orElse(Duration.ZERO);
            newest = Optional.of(
                    new Newest(again, report.takenAt(), report.node().bootId(), interval));
            findings = watch.findings();
            host = report.host();
            gists = gists.after(report);
            return new NodeSightings(report, interval, known, findings);
        });
    }

    /** When a report came last. */
    Instant receivedAt() {
        return receivedAt;
    }

    /** The worst first. */
    List<Finding> findings() {
        return findings;
    }

    /**
     * Of a namespace its counters, settings and findings, at little cost, and no sockets.
     *
     * @param podUid or {@link Gists#HOST}
     */
    synchronized Optional<Sighting> gist(String podUid) {
        return gists.number(podUid).stream().mapToObj(this::gist).findFirst();
    }

    private Sighting gist(int number) {
        var counted = watch.counted(number, gists.like(number));
        long id = counted.now().id();
        return new Sighting(
                counted.now(),
                counted.before(),
                counted.before().isPresent() ? newest.orElseThrow().interval : Duration.ZERO,
                host,
                findings.stream()
                        .filter(it -> it.verdict().subject().namespace() == id)
                        .toList());
    }

    /** What the last report says, made anew; empty if that was not kept. */
    synchronized Optional<NodeSightings> sightings() {
        return newest.flatMap(
                it -> it.again.map(again -> new NodeSightings(again.get(), it.interval, watch.before(), findings)));
    }

    /** @param limit how long a report is taken for the present */
    boolean isFresh(Duration limit, Instant now) {
        return receivedAt.isAfter(now.minus(limit));
    }

    /** @param interval from the report before to this one; zero when there was none, or one of another boot */
    private record Newest(Optional<Supplier<NodeReport>> again, Instant takenAt, String bootId, Duration interval) {}
}
