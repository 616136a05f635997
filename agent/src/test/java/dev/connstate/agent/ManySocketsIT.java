package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.ChildJvm;
import dev.connstate.agent.testing.Footprint;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.SocketHolder;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class ManySocketsIT {
    private static final int PORT = 7000;
    private static final int CONNECTIONS = 50_000;
    private static final int TIME_WAITS = 100_000;
    /** Fewer descriptors than a process may have where nobody raised the limit. */
    private static final int PER_PROCESS = 16_700;

    @Test
    void aHundredThousandEstablishedAreCountedAndAThousandLooksLeaveNothingBehind() throws Exception {
        try (var namespace = new TestNamespace();
                var crowd = new Crowd(namespace)) {
            assertThat(crowd.size()).isEqualTo(CONNECTIONS);
            var often = Looks.settings(SourceChoice.NETLINK, Duration.ZERO, List.of(namespace));
            var seldom = Looks.settings(SourceChoice.NETLINK, Duration.ofHours(1), List.of(namespace));
            try (var walking = Agent.start(often);
                    var resting = Agent.start(seldom)) {
                for (int i = 0; i < 5; i++) {
                    assertEstablished(namespace, walking.observe());
                    assertEstablished(namespace, resting.observe());
                }
                var before = Footprint.now();

                for (int i = 0; i < 50; i++) {
                    assertEstablished(namespace, walking.observe());
                }
                for (int i = 0; i < 950; i++) {
                    assertEstablished(namespace, resting.observe());
                }

                before.assertNotExceededBy(Footprint.now());
            }
            assertEstablished(namespace, lookThroughProc(namespace));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void aHundredThousandInTimeWaitAreCounted(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace()) {
            namespace.sysctl("net.ipv4.ip_local_port_range", "10000 60999");
            namespace.sysctl("net.ipv4.tcp_max_tw_buckets", 2 * TIME_WAITS);
            namespace.sysctl("net.ipv4.tcp_tw_reuse", 0);
            try (var child = new ChildJvm(namespace, SocketHolder.class, "close", "127.0.0.1", PORT, TIME_WAITS)) {
                assertThat(child.pid()).isPositive();
                Wait.until(
                        "the last is in TIME_WAIT, too",
                        () -> namespace
                                .run("ss", "-Htn", "state", "connected", "exclude", "time-wait")
                                .isBlank());
                var counts = Looks.at(namespace, source).connections().orElseThrow();

                assertThat(counts.of(TcpState.TIME_WAIT))
                        .isEqualTo(TIME_WAITS)
                        .isEqualTo(timeWaitsBySockstat(namespace));
            }
        }
    }

    private static NodeReport lookThroughProc(TestNamespace namespace) {
        try (var agent = Agent.start(Looks.settings(SourceChoice.PROC, namespace))) {
            return agent.observe();
        }
    }

    private static void assertEstablished(TestNamespace namespace, NodeReport report) {
        var seen = Looks.of(namespace, report);
        assertThat(seen.connections().orElseThrow().of(TcpState.ESTABLISHED)).isEqualTo(2 * CONNECTIONS);
        assertThat(Looks.listener(seen, PORT).acceptQueue().length()).isEqualTo(CONNECTIONS);
    }

    private static long timeWaitsBySockstat(TestNamespace namespace) throws Exception {
        return Long.parseLong(namespace
                .run("sh", "-c", "sed -n 's/.* tw \\([0-9]*\\) .*/\\1/p' /proc/thread-self/net/sockstat")
                .strip());
    }

    /** Clients in processes of their own; their connections are never accepted, for which no descriptor is needed. */
    private static final class Crowd implements AutoCloseable {
        private final List<ChildJvm> processes = new ArrayList<>();
        private int size;

        Crowd(TestNamespace namespace) throws Exception {
            namespace.sysctl("net.core.somaxconn", CONNECTIONS);
            namespace.sysctl("net.ipv4.ip_local_port_range", "10000 65000");
            processes.add(new ChildJvm(namespace, SocketHolder.class, "listen", "0.0.0.0", PORT, CONNECTIONS));
            while (size < CONNECTIONS) {
                int count = Math.min(PER_PROCESS, CONNECTIONS - size);
                // An address each: connect(2) searches long for a port where nearly all are taken.
                var address = "127.0.0." + processes.size();
                processes.add(new ChildJvm(namespace, SocketHolder.class, "connect", address, PORT, count));
                size += count;
            }
        }

        int size() {
            return size;
        }

        @Override
        public void close() throws IOException {
            for (var process : processes) {
                process.close();
            }
        }
    }
}
