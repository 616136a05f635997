package dev.connstate.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.testing.Checkout;
import dev.connstate.report.AgentCost;
import dev.connstate.report.Container;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final String NODE = "node-1";

    private final Fleet fleet = new Fleet(INTERVAL, Optional.empty());

    @Test
    void twoReportsCanBeCompared() {
        report(NOW);
        assertThat(seen(NOW).before()).isEmpty();
        report(NOW.plus(INTERVAL));
        assertThat(seen(NOW.plus(INTERVAL)).before()).isPresent();
        assertThat(seen(NOW.plus(INTERVAL)).interval()).isEqualTo(INTERVAL);
    }

    @Test
    void aMissedReportIsALongerInterval() {
        report(NOW);
        report(NOW.plus(INTERVAL.multipliedBy(2)));
        assertThat(seen(NOW.plus(INTERVAL.multipliedBy(2))).interval()).isEqualTo(INTERVAL.multipliedBy(2));
    }

    @Test
    void nobodyKnowsAPodWhoseNodeIsSilent() {
        report(NOW);
        assertThat(fleet.gist(pod(false), NOW.plusSeconds(44))).isPresent();
        assertThat(fleet.gist(pod(false), NOW.plusSeconds(46))).isEmpty();
        assertThat(fleet.sightings(NODE, NOW.plusSeconds(44))).isPresent();
        assertThat(fleet.sightings(NODE, NOW.plusSeconds(46))).isEmpty();
        assertThat(fleet.lastReport(NODE)).hasValue(NOW);
    }

    @Test
    void aNodeThatIsDeletedIsForgottenWhenItIsSilent() {
        var existing = new Labelled();
        report(NOW);
        fleet.forgetGone(Optional.of(existing), NOW.plusSeconds(44));
        assertThat(fleet.nodes()).as("it reports, and may be new").containsExactly(NODE);
        fleet.forgetGone(Optional.of(existing), NOW.plusSeconds(45));
        assertThat(fleet.nodes()).isEmpty();

        report(NOW.plusSeconds(50)); // was under way
        fleet.forgetGone(Optional.of(existing), NOW.plusSeconds(95));
        assertThat(fleet.nodes()).isEmpty();
    }

    @Test
    void aNodeThatExistsIsMissedForEver() {
        var existing = new Labelled();
        existing.put(NODE, Map.of());
        report(NOW);
        fleet.forgetGone(Optional.of(existing), NOW.plus(Duration.ofDays(7)));
        assertThat(fleet.lastReport(NODE)).hasValue(NOW);
    }

    @Test
    void whereNobodyKnowsTheNodesAnHourOfSilenceIsTheEnd() {
        report(NOW);
        fleet.forgetGone(Optional.empty(), NOW.plus(Duration.ofMinutes(59)));
        assertThat(fleet.nodes()).containsExactly(NODE);
        fleet.forgetGone(Optional.empty(), NOW.plus(Duration.ofMinutes(60)));
        assertThat(fleet.nodes()).isEmpty();
    }

    @Test
    void whatCameBeforeABootIsNotCompared() {
        report(NOW);
        var after = Checkout.report(NODE, NOW.plus(INTERVAL), List.of(Checkout.exhausted("a")));
        fleet.receive(booted(after), NOW.plus(INTERVAL));
        assertThat(seen(NOW.plus(INTERVAL)).before()).isEmpty();
    }

    @Test
    void anOlderReportShowsOnlyThatTheAgentLives() {
        report(NOW);
        fleet.receive(Checkout.report(NODE, NOW.minus(INTERVAL), List.of()), NOW.plusSeconds(30));
        assertThat(fleet.gist(pod(false), NOW.plusSeconds(60))).isPresent();
    }

    /** Another namespace may have got the number of one that went: its counters began anew. */
    @Test
    void countersThatFellAreNotCompared() {
        report(NOW.plusSeconds(100_000));
        var fresh = Checkout.report(NODE, NOW, List.of(Checkout.exhausted("a")));
        fleet.receive(
                new NodeReport(
                        fresh.node(),
                        NOW.plusSeconds(100_015),
                        fresh.host(),
                        fresh.namespaces(),
                        fresh.problems(),
                        fresh.cost()),
                NOW);
        assertThat(seen(NOW).before()).isEmpty();
    }

    @Test
    void ofAPodInTheHostsNetworkOnlyItsOwnSocketsAreKnown() {
        var host = host(Checkout.report(NODE, NOW, List.of(Checkout.exhausted("x"))));
        fleet.receive(host, NOW);
        var sightings = fleet.sightings(NODE, NOW).orElseThrow();
        var mine = sightings.of(pod(true)).orElseThrow();
        assertThat(mine.sharesHostNetwork()).isTrue();
        assertThat(mine.now().listeners())
                .singleElement()
                .satisfies(it -> assertThat(it.port()).isEqualTo(8080));
        assertThat(mine.now().connections()).isEmpty();
        assertThat(mine.now().destinations()).isEmpty();
        assertThat(mine.now().counters().names()).isEmpty();
        assertThat(sightings.host().orElseThrow().now().connections()).isPresent();
    }

    @Test
    void theGistOfAPodInTheHostsNetworkHasNoCountersOfOthers() {
        fleet.receive(host(Checkout.report(NODE, NOW, List.of(Checkout.exhausted("x")))), NOW);
        var whole = fleet.sightings(NODE, NOW).orElseThrow().of(pod(true)).orElseThrow();
        var gist = fleet.gist(pod(true), NOW).orElseThrow();
        assertThat(gist.now().sysctls()).isNotEmpty().isEqualTo(whole.now().sysctls());
        assertThat(gist.findings()).isEqualTo(whole.findings());
        assertThat(gist.now().counters().names()).isEmpty();
    }

    /** Their next reports come sooner than they could be read again. */
    @Test
    void theReportsOfABigFleetAreNotKept() {
        for (int i = 0; i < 500; i++) {
            fleet.receive(Checkout.report("other-" + i, NOW, List.of()), NOW);
        }
        report(NOW);
        assertThat(fleet.sightings("other-0", NOW)).isPresent();
        assertThat(fleet.sightings(NODE, NOW)).isEmpty();
        assertThat(fleet.gist(pod(false), NOW)).isPresent();
    }

    private void report(Instant at) {
        fleet.receive(Checkout.report(NODE, at, List.of(Checkout.exhausted("a"))), at);
    }

    private Sighting seen(Instant now) {
        return fleet.sightings(NODE, now).orElseThrow().of(pod(false)).orElseThrow();
    }

    private static ClusterPod pod(boolean hostNetwork) {
        return new ClusterPod(
                "a", "a", "shop", "a", NODE, Map.of(), Optional.empty(), true, hostNetwork, Map.of(), NOW);
    }

    private static NodeReport booted(NodeReport report) {
        var node = report.node();
        return new NodeReport(
                new Node(node.name(), node.kernel(), "second", node.architecture(), node.cpus(), node.memoryBytes()),
                report.takenAt(),
                report.host(),
                report.namespaces(),
                report.problems(),
                report.cost());
    }

    /** The pod's namespace as the host's own, whose listener belongs to a process of the pod. */
    private static NodeReport host(NodeReport report) {
        var pod = report.namespaces().getFirst();
        var owner = new ProcessRef(7, "proxy", Optional.of(new Container("a", Optional.empty())));
        var host = new NamespaceReport(
                pod.id(),
                NamespaceKind.HOST,
                pod.pids(),
                pod.process(),
                Optional.empty(),
                pod.source(),
                pod.tablesTakenAt(),
                pod.connections(),
                pod.counters(),
                pod.sockstat(),
                pod.conntrack(),
                pod.sysctls(),
                pod.addresses(),
                pod.listeners().stream()
                        .map(it -> new Listener(
                                it.address(),
                                it.port(),
                                it.inode(),
                                it.sharing(),
                                it.acceptQueue(),
                                it.synReceived(),
                                it.halfOpen(),
                                it.notAccepted(),
                                it.drops(),
                                it.connections(),
                                Optional.of(owner)))
                        .toList(),
                pod.destinations(),
                pod.ports(),
                pod.closeWait(),
                pod.closing(),
                pod.idle(),
                pod.udp(),
                pod.detachedSockets(),
                pod.detached(),
                pod.omitted(),
                pod.problems());
        return new NodeReport(
                report.node(), report.takenAt(), HostNumbers.NONE, List.of(host), List.of(), AgentCost.NONE);
    }
}
