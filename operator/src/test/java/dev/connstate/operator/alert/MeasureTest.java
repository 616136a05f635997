package dev.connstate.operator.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.connstate.operator.alert.expression.Formula;
import dev.connstate.operator.alert.expression.InvalidExpressionException;
import dev.connstate.operator.alert.signal.ConntrackUsage;
import dev.connstate.operator.alert.signal.EphemeralPortUsage;
import dev.connstate.operator.alert.signal.Expression;
import dev.connstate.operator.alert.signal.KernelCounter;
import dev.connstate.operator.alert.signal.ListenQueueOverflow;
import dev.connstate.operator.alert.signal.ListenQueueUsage;
import dev.connstate.operator.alert.signal.Measure;
import dev.connstate.operator.alert.signal.Reading;
import dev.connstate.operator.alert.signal.Reading.Why;
import dev.connstate.operator.alert.signal.Retransmission;
import dev.connstate.operator.alert.signal.SocketStates;
import dev.connstate.operator.alert.signal.SynQueueUsage;
import dev.connstate.operator.alert.signal.UdpDrops;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Omitted;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The edges of the signals; their middles are golden cases. */
class MeasureTest {
    private static final OptionalInt ANY = OptionalInt.empty();
    private static final OptionalInt HTTP = OptionalInt.of(8080);
    private static final String PROC_LIMITS = "accept-queue limits cannot be seen in agent mode proc";

    @Test
    void aQueueWithoutBacklogHoldsOne() {
        var full = "listeners: {'0.0.0.0:8080': {queue: 1, limit: 0}}";
        isValue(new ListenQueueUsage(ANY), now(full), 100, "0.0.0.0:8080 of java (pid 7)");
        isValue(new ListenQueueUsage(ANY), now(full.replace("queue: 1", "queue: 0")), 0, "");
    }

    @Test
    void anEmptyQueueIsEmptyWhateverItsLimit() {
        isValue(new ListenQueueUsage(ANY), now("{source: PROC, listeners: {'0.0.0.0:80': {queue: 0}}}"), 0, "");
        isUnknown(
                new ListenQueueUsage(ANY),
                now("{source: PROC, listeners: {'0.0.0.0:80': {queue: 2}}}"),
                Why.RIGHTS,
                PROC_LIMITS);
    }

    @Test
    void socketsThatShareAPortShareTheirPlacesForHalfOpenConnections() {
        var two = now(
                "listeners: {'0.0.0.0:80': {limit: 4, synRecv: 5, inode: 1}, '0.0.0.0:080': {limit: 4, synRecv: 5, inode: 2}}");
        isValue(new SynQueueUsage(ANY), two, 50, "0.0.0.0:80 of java (pid 7)");
        isUnknown(
                new SynQueueUsage(ANY),
                now("listeners: {'0.0.0.0:80': {limit: 4}}"),
                Why.NOT_READ,
                "its tables could not be read");
    }

    @Test
    void dropsWithoutOverflowsAreNone() {
        var before = "{counters: {TcpExt.ListenOverflows: 7}, listeners: {'0.0.0.0:8080': {drops: 1}}}";
        var filtered = "{counters: {TcpExt.ListenOverflows: 7}, listeners: {'0.0.0.0:8080': {drops: 99}}}";
        isValue(new ListenQueueOverflow(HTTP), minute(before, filtered), 0, "");
        isValue(
                new ListenQueueOverflow(HTTP),
                minute(before, filtered.replace("7}", "9}")),
                2,
                "0.0.0.0:8080 of java (pid 7)");
    }

    @Test
    void noOverflowIsKnownEvenWithoutTheListenersDrops() {
        var quiet = "{source: PROC, counters: {TcpExt.ListenOverflows: 7}, listeners: {'0.0.0.0:8080': {queue: 0}}}";
        isValue(new ListenQueueOverflow(HTTP), minute(quiet, quiet), 0, "");
        isUnknown(
                new ListenQueueOverflow(HTTP),
                minute(quiet, quiet.replace("7}", "9}")),
                Why.RIGHTS,
                "drops of a listener cannot be seen in agent mode proc");
    }

    @Test
    void anotherSocketIsCountedForTheFirstTime() {
        var before = "{counters: {TcpExt.ListenOverflows: 7}, listeners: {'0.0.0.0:8080': {drops: 1, inode: 1}}}";
        var other = "{counters: {TcpExt.ListenOverflows: 9}, listeners: {'0.0.0.0:8080': {drops: 5000, inode: 2}}}";
        isUnknown(new ListenQueueOverflow(HTTP), minute(before, other), Why.TOO_SOON, "counted for the first time");
    }

    @Test
    void dropsOfAPodInTheHostsNetworkAreItsOwn() {
        var before = "{hostNetwork: true, listeners: {'0.0.0.0:8080': {drops: 1}}}";
        isValue(
                new ListenQueueOverflow(ANY),
                minute(before, before.replace("drops: 1", "drops: 4")),
                3,
                "0.0.0.0:8080 of java (pid 7)");
    }

    @Test
    void aCounterThatFellIsUnknown() {
        var measure = new KernelCounter("TcpExt.TW");
        isUnknown(
                measure,
                minute("counters: {TcpExt.TW: 9}", "counters: {TcpExt.TW: 3}"),
                Why.TOO_SOON,
                "counted for the first time");
        isUnknown(
                measure,
                minute("counters: {Tcp.OutSegs: 9}", "counters: {Tcp.OutSegs: 9}"),
                Why.NO_ANSWER,
                "its kernel has no counter TcpExt.TW");
        isUnknown(measure, now("source: NONE"), Why.NOT_READ, "its counters could not be read");
        isUnknown(
                measure,
                now("hostNetwork: true"),
                Why.SHARED,
                "shares the node's network, whose counters are not its own");
    }

    @Test
    void closeWaitOfAPodInTheHostsNetworkHasOwners() {
        var shared = now("{hostNetwork: true, connections: {CLOSE_WAIT: 900}, closeWait: {nginx: 12, sh: 3}}");
        isValue(new SocketStates(Set.of(TcpState.CLOSE_WAIT)), shared, 15, "nginx (pid 7)");
        isUnknown(
                new SocketStates(Set.of(TcpState.CLOSE_WAIT, TcpState.LAST_ACK)),
                shared,
                Why.SHARED,
                "shares the node's network, whose connections are not its own");
    }

    @Test
    void aDestinationThatIsNotListedIsUnusedIfAllAre() {
        var measure = new EphemeralPortUsage(Optional.empty(), OptionalInt.of(5432));
        var none = now("destinations: {'10.0.0.9:80': {used: 5, usable: 10}}");
        isValue(measure, none, 0, "");
        var some = Seen.with(
                none, "now", Seen.with(none.now(), "omitted", new Omitted(0, 3, ConnectionCounts.NONE, 0, 0, 0, 0)));
        isUnknown(measure, some, Why.NOT_READ, "only its busiest destinations are in its report");
    }

    @Test
    void withoutAUsablePortAnyInUseIsAllThereIs() {
        isValue(
                new EphemeralPortUsage(Optional.empty(), ANY),
                now("destinations: {'10.0.0.9:80': {used: 1, usable: 0}}"),
                100,
                "10.0.0.9:80 from 10.244.1.7");
    }

    @Test
    void conntrackWithoutALimitIsNeverFull() {
        isValue(new ConntrackUsage(), now("conntrack: {entries: 5, limit: 0}"), 0, "");
        isUnknown(
                new ConntrackUsage(),
                now("conntrack: {entries: 5}"),
                Why.NOT_READ,
                "nf_conntrack_max could not be read");
        assertThat(new ConntrackUsage().read(now("counters: {Tcp.OutSegs: 1}")))
                .isEqualTo(new Reading.Absent("no connections are tracked"));
    }

    @Test
    void threeOfFourSegmentsSentAgainAreThreeOfAHundred() {
        isValue(
                new Retransmission(),
                minute(
                        "counters: {Tcp.OutSegs: 0, Tcp.RetransSegs: 0}",
                        "counters: {Tcp.OutSegs: 4, Tcp.RetransSegs: 3}"),
                3,
                "");
    }

    @Test
    void datagramsOfAClosedSocketAreInTheCounter() {
        isValue(
                new UdpDrops(ANY),
                minute(
                        "counters: {Udp.RcvbufErrors: 0, Udp.MemErrors: 1}",
                        "counters: {Udp.RcvbufErrors: 9, Udp.MemErrors: 2}"),
                10,
                "");
        assertThat(new UdpDrops(OptionalInt.of(53)).read(minute("{}", "{}")))
                .isEqualTo(new Reading.Absent("no UDP socket is bound to port 53"));
    }

    @Test
    void whatSocketsLostIsOfTheTimeBetweenTheirTables() {
        var sighting = minute(
                "{walked: 0, udp: {'0.0.0.0:53': {drops: 1}}}", "{walked: 180, udp: {'0.0.0.0:53': {drops: 31}}}");
        isValue(new UdpDrops(OptionalInt.of(53)), sighting, 10, "0.0.0.0:53 of java (pid 7)");
    }

    @Test
    void onlyWhatIsReadFromTablesIsAsOldAsThem() throws InvalidExpressionException {
        var old = minute("{walked: 0}", "{walked: 0}");
        assertThat(old.hasNewTables()).isFalse();
        assertThat(minute("{walked: 0}", "{walked: 15}").hasNewTables()).isTrue();
        assertThat(minute("{}", "{}").hasNewTables()).isTrue();
        assertThat(new UdpDrops(OptionalInt.of(53)).isOfTables(old)).isTrue();
        assertThat(new UdpDrops(ANY).isOfTables(old)).isFalse();
        assertThat(new ListenQueueUsage(ANY).isOfTables(old)).isFalse();
        assertThat(new Expression(Formula.of("target.states.closeWait > 5")).isOfTables(old))
                .isTrue();
        assertThat(new Expression(Formula.of("target.sockstat['TCP.inuse'] > 5")).isOfTables(old))
                .isFalse();
    }

    private static void isValue(Measure measure, Sighting sighting, double amount, String subject) {
        assertThat(measure.read(sighting)).isInstanceOfSatisfying(Reading.Value.class, value -> {
            assertThat(value.amount()).isEqualTo(amount);
            assertThat(value.subject().text()).isEqualTo(subject);
        });
    }

    private static void isUnknown(Measure measure, Sighting sighting, Why why, String reason) {
        assertThat(measure.read(sighting)).isEqualTo(new Reading.Unknown(why, reason));
    }

    private static Sighting now(String yaml) {
        return said(yaml).sighting(Optional.empty(), Duration.ZERO);
    }

    /** A minute apart, so that growth is rate. */
    private static Sighting minute(String before, String now) {
        return said(now).sighting(Optional.of(said(before).report()), Duration.ofMinutes(1));
    }

    private static TargetReading said(String yaml) {
        try {
            return new TargetReading(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
