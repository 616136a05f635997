package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.observe.TestRow.Progress;
import dev.connstate.report.Address;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final Optional<ProcessRef> JAVA = Optional.of(new ProcessRef(10, "java", Optional.empty()));
    private static final Address PEER = Address.parse("10.0.0.9");

    private final ConnectionTable table = new ConnectionTable();

    @Test
    void theyAreGroupedByStateTimerAndHolder() {
        table.begin(List.of(), EphemeralPorts.UNKNOWN);
        for (int port = 1; port <= 3; port++) {
            add(TcpState.FIN_WAIT2, port, 0, Timer.TIME_WAIT, 0, 0);
        }
        add(TcpState.FIN_WAIT2, 4, 71, Timer.NONE, 0, 0);
        add(TcpState.FIN_WAIT2, 4, 72, Timer.NONE, 0, 0);
        add(TcpState.FIN_WAIT1, 5, 0, Timer.RETRANSMIT, 3, 100);
        add(TcpState.CLOSE_WAIT, 6, 0, Timer.NONE, 0, 0);
        add(TcpState.TIME_WAIT, 7, 0, Timer.TIME_WAIT, 0, 0);
        assertThat(groups())
                .containsExactly(
                        new ClosingSockets(
                                TcpState.FIN_WAIT2, Timer.TIME_WAIT, true, Optional.empty(), 3, 0, 0, peers(0, 3)),
                        new ClosingSockets(TcpState.FIN_WAIT2, Timer.NONE, false, JAVA, 2, 0, 0, peers(4, 2)),
                        new ClosingSockets(
                                TcpState.FIN_WAIT1, Timer.RETRANSMIT, true, Optional.empty(), 1, 1, 100, peers(5, 1)));
    }

    @Test
    void retransmissionsAreCountedBySockets() {
        table.begin(List.of(), EphemeralPorts.UNKNOWN);
        add(TcpState.LAST_ACK, 1, 0, Timer.RETRANSMIT, 0, 1);
        add(TcpState.LAST_ACK, 2, 0, Timer.RETRANSMIT, 1, 1);
        add(TcpState.LAST_ACK, 3, 0, Timer.RETRANSMIT, 9, 500);
        var only = groups().getFirst();
        assertThat(only.count()).isEqualTo(3);
        assertThat(only.retransmitted()).isEqualTo(2);
        assertThat(only.unsentBytes()).isEqualTo(502);
    }

    @Test
    void whatIsBeyondTheBoundIsCountedAllTheSame() {
        table.begin(List.of(), EphemeralPorts.UNKNOWN);
        for (int i = 0; i < KeptRows.MOST + 5; i++) {
            add(TcpState.FIN_WAIT1, i % 65536, 0, Timer.RETRANSMIT, 0, 1);
        }
        var end = table.end(10);
        assertThat(end.closing().rows().omitted()).isEqualTo(5);
        assertThat(end.byState().of(TcpState.FIN_WAIT1)).isEqualTo(KeptRows.MOST + 5);
    }

    private List<ClosingSockets> groups() {
        return ClosingGroups.of(table.end(10).closing(), inode -> JAVA);
    }

    private void add(TcpState state, int port, long inode, Timer timer, int retransmits, long unsent) {
        table.row(TestRow.of(state, "10.0.0.1", 80, "10.0.0.9", port)
                .held(0, inode)
                .with(new Progress(timer, 0, retransmits, unsent, SocketRow.UNKNOWN, SocketRow.UNKNOWN)));
    }

    private static List<Peer> peers(int port, long count) {
        return List.of(new Peer(PEER, port == 0 ? OptionalInt.empty() : OptionalInt.of(port), count));
    }
}
