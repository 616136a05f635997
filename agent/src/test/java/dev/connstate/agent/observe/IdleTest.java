package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.observe.TestRow.Progress;
import dev.connstate.report.Address;
import dev.connstate.report.IdleSockets;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IdleTest {
    private static final Optional<ProcessRef> JAVA = Optional.of(new ProcessRef(10, "java", Optional.empty()));

    private final IdleRows rows = new IdleRows(Duration.ofSeconds(60), Instant.EPOCH);

    @Test
    void theyAreGroupedByHolderAndKeepalive() {
        rows.offer(established(1).aged(70_000, 0));
        rows.offer(established(2).aged(90_999, 0));
        rows.offer(established(3).aged(61_000, 7_100_900));
        assertThat(IdleGroups.of(rows, inode -> JAVA))
                .containsExactly(
                        new IdleSockets(JAVA, false, OptionalLong.empty(), 2, 90, peers(2)),
                        new IdleSockets(JAVA, true, OptionalLong.of(7100), 1, 61, peers(1)));
    }

    @Test
    void theLastToAskAfterItsPeerIsSaid() {
        rows.offer(established(1).aged(70_000, 4_000));
        rows.offer(established(2).aged(70_000, 9_000));
        rows.offer(established(3).aged(70_000, 5_000));
        assertThat(IdleGroups.of(rows, inode -> JAVA).getFirst().nextProbeSeconds())
                .hasValue(9);
    }

    @Test
    void dataInEitherDirectionIsNotIdle() {
        rows.offer(established(1).with(ages(5_000, 100_000)));
        rows.offer(established(1).with(ages(100_000, 5_000)));
        rows.offer(established(1).aged(60_000, 0));
        assertThat(rows.rows().size()).isZero();
    }

    @Test
    void whatIsUnknownNotAcceptedOrOnItsWayIsPassedOver() {
        rows.offer(established(1));
        rows.offer(established(1).with(ages(100_000, SocketRow.UNKNOWN)));
        rows.offer(established(0).aged(100_000, 0));
        rows.offer(established(1).with(new Progress(Timer.ZERO_WINDOW_PROBE, 100, 0, 0, 100_000, 100_000)));
        rows.offer(established(1).with(new Progress(Timer.NONE, 0, 0, 3, 100_000, 100_000)));
        assertThat(rows.rows().size()).isZero();
    }

    @Test
    void theyAreAskedForOnlyWhenTheSettingsSaySo() {
        var index = new ListenerIndex();
        assertThat(new AgedRows(index, new CloseWaitRows(), Optional.empty()).states())
                .isEmpty();
        assertThat(new AgedRows(index, new CloseWaitRows(), Optional.of(rows)).states())
                .containsExactly(TcpState.ESTABLISHED);
    }

    private static TestRow established(long inode) {
        return TestRow.of(TcpState.ESTABLISHED, "10.0.0.1", 80, "10.0.0.9", 5000)
                .held(0, inode);
    }

    private static Progress ages(long received, long sent) {
        return new Progress(Timer.NONE, 0, 0, 0, received, sent);
    }

    private static List<Peer> peers(long count) {
        return List.of(new Peer(Address.parse("10.0.0.9"), OptionalInt.of(5000), count));
    }
}
