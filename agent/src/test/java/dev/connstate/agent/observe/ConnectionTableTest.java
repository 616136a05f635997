package dev.connstate.agent.observe;

import static dev.connstate.agent.observe.TestRow.listener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Destination;
import dev.connstate.report.HalfOpen;
import dev.connstate.report.PortUse;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {
    private static final EphemeralPorts PORTS = EphemeralPorts.of(
            Map.of("net.ipv4.ip_local_port_range", "32768 60999", "net.ipv4.ip_local_reserved_ports", "50000"));
    private static final List<TcpState> NOT_LISTENING =
            TcpState.ALL.stream().filter(state -> state != TcpState.LISTEN).toList();

    private final ConnectionTable table = new ConnectionTable();

    @Test
    void aConnectionIsOfItsListenerOrTowardsADestination() {
        table.begin(List.of(listener("::", 8080, 1)), PORTS);
        row(TcpState.ESTABLISHED, "::ffff:10.0.0.1", 8080, "10.0.0.2", 41000);
        row(TcpState.ESTABLISHED, "10.0.0.1", 41000, "10.0.0.3", 5432);
        row(TcpState.TIME_WAIT, "10.0.0.1", 41001, "10.0.0.3", 5432);
        var end = table.end(10);
        assertThat(end.byState().of(TcpState.LISTEN)).isEqualTo(1);
        assertThat(end.byState().of(TcpState.ESTABLISHED)).isEqualTo(2);
        assertThat(end.byPoint().values())
                .extracting(counts -> counts.connections().total())
                .containsExactly(1L);
        assertThat(end.destinations().destinations())
                .extracting(Destination::port, Destination::portsUsed)
                .containsExactly(tuple(5432, 2));
    }

    @Test
    void aConnectionWhoseListenerIsGoneIsNoDestination() {
        table.begin(List.of(), PORTS);
        row(TcpState.ESTABLISHED, "10.0.0.1", 8080, "10.0.0.2", 41000);
        assertThat(table.end(10).destinations().destinations()).isEmpty();
    }

    @Test
    void aConnectionFromAFixedPortIsADestinationThatUsesNoEphemeralPort() {
        table.begin(List.of(), PORTS);
        row(TcpState.ESTABLISHED, "10.0.0.1", 700, "10.0.0.2", 2049);
        row(TcpState.ESTABLISHED, "10.0.0.1", 50000, "10.0.0.2", 2049);
        var only = table.end(10).destinations().destinations().getFirst();
        assertThat(only.connections().total()).isEqualTo(2);
        assertThat(only.portsUsed()).isZero();
    }

    @Test
    void aHalfOpenConnectionIsNeverADestination() {
        table.begin(List.of(), EphemeralPorts.UNKNOWN);
        row(TcpState.SYN_RECV, "10.0.0.1", 41000, "10.0.0.2", 443);
        var end = table.end(10);
        assertThat(end.destinations().destinations()).isEmpty();
        assertThat(end.byState().of(TcpState.SYN_RECV)).isEqualTo(1);
    }

    @Test
    void whatWasNotAcceptedKnowsItsListener() {
        table.begin(List.of(listener("0.0.0.0", 8080, 1)), PORTS);
        table.row(TestRow.of(TcpState.CLOSE_WAIT, "10.0.0.1", 8080, "10.0.0.2", 41000)
                .held(1, 0));
        table.row(TestRow.of(TcpState.CLOSE_WAIT, "10.0.0.1", 41000, "10.0.0.2", 443)
                .held(1, 9));
        var rows = table.end(10).closeWait();
        assertThat(rows.rows().inode(0)).isZero();
        assertThat(rows.isOfListener(0)).isTrue();
        assertThat(rows.isOfListener(1)).isFalse();
    }

    @Test
    void whatWasNotAcceptedIsCountedAtItsPoint() {
        table.begin(List.of(listener("0.0.0.0", 8080, 1), listener("0.0.0.0", 8080, 2)), PORTS);
        for (var state : List.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT, TcpState.TIME_WAIT, TcpState.LAST_ACK)) {
            table.row(TestRow.of(state, "10.0.0.1", 8080, "10.0.0.2", 41000).held(0, 0));
            table.row(TestRow.of(state, "10.0.0.1", 8080, "10.0.0.2", 41001).held(0, 5));
        }
        assertThat(table.end(10).byPoint().values())
                .extracting(PointCounts::notAccepted)
                .containsExactly(2L);
    }

    @Test
    void halfOpenConnectionsAreToldByTheirNetworks() {
        table.begin(List.of(listener("::", 8080, 1), listener("0.0.0.0", 81, 2)), PORTS);
        for (var peer :
                List.of("10.0.0.2", "10.0.0.254", "10.0.1.2", "fd00::1:0:0:0:1", "fd00::1:0:0:0:2", "fd01::1")) {
            row(TcpState.SYN_RECV, "::ffff:10.0.0.1", 8080, peer, 41000);
        }
        table.row(TestRow.of(TcpState.SYN_RECV, "::ffff:10.0.0.1", 8080, "10.0.0.3", 41000)
                .retransmitted(2, 0));
        row(TcpState.SYN_RECV, "10.0.0.1", 7, "10.0.0.2", 41000); // whose listener is gone
        assertThat(table.end(10).byPoint().values())
                .extracting(PointCounts::halfOpen)
                .containsExactly(new HalfOpen(1, 4, 3), new HalfOpen(0, 0, 0));
    }

    @Test
    void halfOpenConnectionsBeyondTheBoundAreCountedWithoutTheirNetworks() {
        table.begin(List.of(listener("0.0.0.0", 80, 1)), PORTS);
        for (int i = 0; i < HalfOpenRows.MOST + 10; i++) {
            table.row(TestRow.of(TcpState.SYN_RECV, "10.0.0.1", 80, "10.0.0.2", i % 65536)
                    .retransmitted(1, 0));
        }
        var counts = table.end(10).byPoint().values().iterator().next();
        assertThat(counts.connections().of(TcpState.SYN_RECV)).isEqualTo(HalfOpenRows.MOST + 10);
        assertThat(counts.halfOpen()).isEqualTo(new HalfOpen(HalfOpenRows.MOST + 10, 1, HalfOpenRows.MOST));
    }

    @Test
    void synsSentAgainAreCountedAtTheirDestination() {
        table.begin(List.of(), PORTS);
        table.row(TestRow.of(TcpState.SYN_SENT, "10.0.0.1", 41000, "10.0.0.3", 443)
                .retransmitted(0, 1));
        table.row(TestRow.of(TcpState.SYN_SENT, "10.0.0.1", 41001, "10.0.0.3", 443)
                .retransmitted(1, 1));
        table.row(TestRow.of(TcpState.ESTABLISHED, "10.0.0.1", 41002, "10.0.0.3", 443)
                .retransmitted(4, 1));
        assertThat(table.end(10).destinations().destinations())
                .extracting(Destination::synRetransmitted)
                .containsExactly(1L);
    }

    @Test
    void aPortIsInUseOnceHoweverManyDestinationsItGoesTo() {
        table.begin(List.of(listener("0.0.0.0", 45000, 1)), PORTS);
        row(TcpState.ESTABLISHED, "10.0.0.1", 41000, "10.0.0.3", 443);
        row(TcpState.TIME_WAIT, "10.0.0.1", 41000, "10.0.0.4", 443);
        row(TcpState.ESTABLISHED, "10.0.0.1", 60999, "10.0.0.4", 443);
        row(TcpState.ESTABLISHED, "10.0.0.1", 700, "10.0.0.4", 443); // not one of theirs
        row(TcpState.ESTABLISHED, "10.0.0.1", 45000, "10.0.0.4", 443); // came in
        assertThat(table.end(10).ports()).isEqualTo(new PortUse(2, 3, OptionalInt.of(28231)));
        table.begin(List.of(), EphemeralPorts.UNKNOWN);
        row(TcpState.ESTABLISHED, "10.0.0.1", 0, "10.0.0.4", 443);
        row(TcpState.ESTABLISHED, "10.0.0.1", 65535, "10.0.0.4", 443);
        assertThat(table.end(10).ports()).isEqualTo(new PortUse(2, 2, OptionalInt.empty()));
    }

    @Property(tries = 40)
    void itCountsAsANaiveOneDoes(@ForAll @IntRange(max = 400) int connections, @ForAll long seed) {
        var random = new Random(seed);
        var listening = List.of(
                listener("0.0.0.0", 80, 1),
                listener("0.0.0.0", 80, 2),
                listener("10.0.0.1", 81, 3),
                listener("::", 82, 4));
        table.begin(List.of(listener("::", 7, 7)), EphemeralPorts.UNKNOWN);
        row(TcpState.CLOSE_WAIT, "::1", 7, "::1", 9); // of the namespace before, to be forgotten
        table.begin(listening, PORTS);
        var byState = new long[TcpState.ALL.size()];
        byState[TcpState.LISTEN.ordinal()] = listening.size();
        var byPoint = new HashMap<ListeningPoint, long[]>();
        listening.forEach(socket -> byPoint.put(socket.point(), new long[TcpState.ALL.size()]));
        var outgoing = new ArrayList<TestRow>();
        for (int i = 0; i < connections; i++) {
            var row = random(random);
            table.row(row);
            byState[row.tcpState().ordinal()]++;
            var point = naivePoint(row, listening);
            if (point != null) {
                byPoint.get(point)[row.tcpState().ordinal()]++;
            } else if (row.tcpState() != TcpState.SYN_RECV
                    && (PORTS.contains(row.localPort()) || !PORTS.contains(row.remotePort()))) {
                outgoing.add(row);
            }
        }
        var end = table.end(Integer.MAX_VALUE);
        assertThat(end.byState()).isEqualTo(ConnectionCounts.of(byState));
        byPoint.forEach((point, counts) ->
                assertThat(end.byPoint().get(point).connections()).isEqualTo(ConnectionCounts.of(counts)));
        assertThat(end.destinations().destinations().stream()
                        .mapToLong(it -> it.connections().total())
                        .sum())
                .isEqualTo(outgoing.size());
        assertThat(end.destinations().destinations().stream()
                        .mapToLong(Destination::portsUsed)
                        .sum())
                .isEqualTo(outgoing.stream()
                        .filter(row -> PORTS.contains(row.localPort()))
                        .count());
        assertThat(end.closeWait().rows().size()).isEqualTo((int) byState[TcpState.CLOSE_WAIT.ordinal()]);
    }

    private static TestRow random(Random random) {
        var locals = List.of("10.0.0.1", "10.0.0.2", "::ffff:10.0.0.1", "fd00::1");
        var ports = List.of(80, 81, 82, 700, 40000, 50000);
        return TestRow.of(
                NOT_LISTENING.get(random.nextInt(NOT_LISTENING.size())),
                locals.get(random.nextInt(locals.size())),
                ports.get(random.nextInt(ports.size())),
                "10.0.9." + random.nextInt(4),
                ports.get(random.nextInt(ports.size())));
    }

    private static ListeningPoint naivePoint(TestRow row, List<ListeningSocket> listening) {
        ListeningPoint wildcard = null;
        for (var socket : listening) {
            if (socket.port() == row.localPort()) {
                if (socket.address().equals(row.local())) {
                    return socket.point();
                }
                if (socket.address().isAny() && socket.family() == row.family()) {
                    wildcard = socket.point();
                }
            }
        }
        return wildcard;
    }

    private void row(TcpState state, String local, int localPort, String remote, int remotePort) {
        table.row(TestRow.of(state, local, localPort, remote, remotePort));
    }
}
