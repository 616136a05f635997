package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.connstate.report.Address;
import dev.connstate.report.Ages;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CloseWaitTest {
    private static final Optional<ProcessRef> JAVA = Optional.of(new ProcessRef(10, "java", Optional.empty()));
    private static final Optional<ProcessRef> NGINX = Optional.of(new ProcessRef(20, "nginx", Optional.empty()));

    private final CloseWaitRows rows = new CloseWaitRows();

    @Test
    void thePeersFinIsNotUnread() {
        add("10.0.0.9", 5000, 1, 71);
        add("10.0.0.9", 5001, 7, 72);
        add("10.0.0.9", 5002, 0, 73);
        assertThat(rows.unreadBytes(0)).isZero();
        assertThat(rows.unreadBytes(1)).isEqualTo(6);
        assertThat(rows.unreadBytes(2)).isZero();
    }

    @Test
    void rowsAreKeptWhateverTheirNumberUpToABound() {
        for (int i = 0; i < KeptRows.MOST + 3; i++) {
            add("10.0.0.9", i % 65536, i, i);
        }
        assertThat(rows.rows().size()).isEqualTo(KeptRows.MOST);
        assertThat(rows.rows().omitted()).isEqualTo(3);
        assertThat(rows.rows().inode(40_000)).isEqualTo(40_000);
        assertThat(rows.rows().peerPort(40_000)).isEqualTo(40_000);
        assertThat(rows.rows().peer(40_000)).isEqualTo(Address.parse("10.0.0.9"));
    }

    @Test
    void holdersAreProcessesWithTheBiggestFirst() {
        add("10.0.0.9", 443, 1, 71);
        add("10.0.0.9", 443, 11, 72);
        add("10.0.0.8", 5001, 1, 72);
        add("10.0.0.8", 5002, 1, 73);
        var holders = CloseWaitHolders.of(rows, row -> row == 0 ? NGINX : JAVA);
        assertThat(holders).hasSize(2);
        assertThat(holders.getFirst().process()).isEqualTo(JAVA);
        assertThat(holders.getFirst().count()).isEqualTo(3);
        assertThat(holders.getFirst().unreadBytes()).isEqualTo(10);
        assertThat(holders.getFirst().peers())
                .containsExactly(
                        new Peer(Address.parse("10.0.0.8"), OptionalInt.empty(), 2),
                        new Peer(Address.parse("10.0.0.9"), OptionalInt.of(443), 1));
        assertThat(holders.getLast().process()).isEqualTo(NGINX);
    }

    @Test
    void whatWasNotAcceptedIsHeldApart() {
        add("10.0.0.9", 5000, 1, 0);
        add("10.0.0.9", 5001, 1, 71);
        var holders = CloseWaitHolders.of(rows, row -> JAVA);
        assertThat(holders).extracting(it -> it.accepted()).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void agesAreOfTheRowsThatHaveOne() {
        for (long seconds : new long[] {40, 10, 30, 20}) {
            rows.add(closeWait(1).aged(seconds * 1000 + 999, 0), 0);
        }
        rows.add(closeWait(1), 0);
        rows.add(closeWait(0), 0);
        assertThat(CloseWaitHolders.of(rows, row -> JAVA))
                .extracting(CloseWaitHolder::count, CloseWaitHolder::ages)
                .containsExactly(tuple(5L, Optional.of(new Ages(20, 40))), tuple(1L, Optional.empty()));
    }

    @Test
    void fewAreNotWorthASecondWalk() {
        for (int accepted = 0; accepted < AgedRows.ENOUGH; accepted++) {
            rows.add(closeWait(0), 0);
            assertThat(new AgedRows(new ListenerIndex(), rows, Optional.empty()).states())
                    .isEmpty();
            rows.add(closeWait(1), 0);
        }
        assertThat(new AgedRows(new ListenerIndex(), rows, Optional.empty()).states())
                .containsExactly(TcpState.CLOSE_WAIT);
    }

    private static TestRow closeWait(long inode) {
        return TestRow.of(TcpState.CLOSE_WAIT, "10.0.0.1", 80, "10.0.0.9", 5000).held(1, inode);
    }

    @Test
    void onlyTheBiggestPeersAreNamed() {
        for (int peer = 1; peer <= 9; peer++) {
            for (int i = 0; i < peer; i++) {
                add("10.0.0." + peer, 5000 + i, 1, 71);
            }
        }
        var holder = CloseWaitHolders.of(rows, row -> Optional.empty()).getFirst();
        assertThat(holder.count()).isEqualTo(45);
        assertThat(holder.peers()).extracting(Peer::count).containsExactly(9L, 8L, 7L, 6L, 5L);
    }

    private void add(String peer, int port, long receiveQueue, long inode) {
        rows.add(TestRow.of(TcpState.CLOSE_WAIT, "10.0.0.1", 80, peer, port).held(receiveQueue, inode), 0);
    }
}
