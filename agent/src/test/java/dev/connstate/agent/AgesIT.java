package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.Ages;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.IdleSockets;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@NeedsRoot
class AgesIT {
    private static final int PORT = 7000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The FIN, which came last, is no data. */
    @Test
    void leaksHaveTheAgeOfTheirLastData() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.V4_MAPPED)) {
            var server = sockets.listen(PORT, 16);
            var pairs = new ArrayList<Sockets.Pair>();
            for (int i = 0; i < 5; i++) {
                pairs.add(sockets.pair(server));
                pairs.getLast().client().write(ByteBuffer.allocate(1));
            }
            sockets.connect(PORT).shutdownOutput(); // not accepted
            Thread.sleep(1100);
            for (var pair : pairs.subList(0, 4)) {
                pair.client().shutdownOutput();
            }
            waitForCloseWait(namespace, 5);

            // Four that are accepted are not worth a second walk.
            assertThat(Looks.at(namespace, SourceChoice.NETLINK).closeWait())
                    .allSatisfy(holder -> assertThat(holder.ages()).isEmpty());

            pairs.getLast().client().write(ByteBuffer.allocate(1));
            pairs.getLast().client().shutdownOutput();
            waitForCloseWait(namespace, 6);

            var holders = Looks.at(namespace, SourceChoice.NETLINK).closeWait();
            assertThat(holders).extracting(CloseWaitHolder::count).containsExactly(5L, 1L);
            assertThat(holders.getFirst().ages()).get().satisfies(AgesIT::areASecondOrMore);
            assertThat(holders.getFirst().unreadBytes()).isEqualTo(6);
            assertThat(holders.getLast().ages()).get().satisfies(AgesIT::areASecondOrMore);
            assertThat(holders.getLast().accepted()).isFalse();
            assertThat(Looks.at(namespace, SourceChoice.PROC).closeWait())
                    .hasSize(2)
                    .allSatisfy(holder -> assertThat(holder.ages()).isEmpty());
        }
    }

    @Test
    void idleConnectionsAreToldByTheirKeepalive() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            var server = sockets.listen(PORT, 16);
            for (int i = 0; i < 3; i++) {
                sockets.pair(server).client().setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            }
            var active = sockets.pair(server);
            sockets.connect(PORT); // of which one end is not accepted
            Thread.sleep(1200);
            active.client().write(ByteBuffer.allocate(1));

            var idle = idle(namespace, SourceChoice.NETLINK, SECOND).orElseThrow();

            assertThat(idle)
                    .extracting(IdleSockets::keepalive, IdleSockets::count)
                    .containsExactly(tuple(false, 4L), tuple(true, 3L));
            assertThat(idle).extracting(it -> it.process().map(ProcessRef::pid)).containsOnly(Optional.of((int)
                    ProcessHandle.current().pid()));
            assertThat(idle).allSatisfy(it -> assertThat(it.longestSeconds()).isBetween(1L, 60L));
            assertThat(idle.getFirst().nextProbeSeconds()).isEmpty();
            assertThat(idle.getLast().nextProbeSeconds().orElseThrow()).isBetween(7100L, 7200L);
            assertThat(idle.getLast().peers()).hasSize(1);
        }
    }

    @Test
    void whoAsksForNothingIdleOrCannotKnowIsToldNothing() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            sockets.pair(sockets.listen(PORT, 16));
            assertThat(Looks.at(namespace, SourceChoice.NETLINK).idle()).isEmpty();
            assertThat(idle(namespace, SourceChoice.PROC, SECOND)).isEmpty();
            assertThat(idle(namespace, SourceChoice.NETLINK, SECOND.multipliedBy(60))
                            .orElseThrow())
                    .isEmpty();
        }
    }

    /** To ask every connection costs as much as all the rest. */
    @Test
    void idleConnectionsAreLookedForNoOftenerThanATableMustBeRead() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            var server = sockets.listen(PORT, 16);
            sockets.pair(server);
            Thread.sleep(1200);
            var settings = Looks.settings(SourceChoice.NETLINK, Duration.ofHours(1), List.of(namespace));
            try (var agent = Agent.start(Looks.withIdle(settings, SECOND))) {
                var first = Looks.of(namespace, agent.observe());
                sockets.pair(server).client().shutdownOutput();
                Thread.sleep(1200);
                var second = Looks.of(namespace, agent.observe());

                assertThat(second.tablesTakenAt()).isNotEqualTo(first.tablesTakenAt());
                assertThat(second.idle()).isEqualTo(first.idle());
                assertThat(first.idle().orElseThrow())
                        .extracting(IdleSockets::count)
                        .containsExactly(2L);
            }
        }
    }

    private static Optional<List<IdleSockets>> idle(TestNamespace namespace, SourceChoice source, Duration after) {
        return Looks.at(namespace, Looks.withIdle(Looks.settings(source, namespace), after))
                .idle();
    }

    private static void areASecondOrMore(Ages ages) {
        assertThat(ages.medianSeconds()).isBetween(1L, 60L);
        assertThat(ages.longestSeconds()).isBetween(ages.medianSeconds(), 60L);
    }

    private static void waitForCloseWait(TestNamespace namespace, long count) throws Exception {
        Wait.until(
                "%d connections are in CLOSE_WAIT".formatted(count),
                () -> Looks.at(namespace, SourceChoice.PROC)
                                .connections()
                                .orElseThrow()
                                .of(TcpState.CLOSE_WAIT)
                        == count);
    }
}
