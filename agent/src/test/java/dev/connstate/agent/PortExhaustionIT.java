package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.Ss;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.Destination;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.PortUse;
import dev.connstate.report.TcpState;
import java.net.BindException;
import java.net.NoRouteToHostException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class PortExhaustionIT {
    private static final int PORT = 7000;
    private static final int OTHER_PORT = 7001;
    private static final int USABLE = 90;

    @ParameterizedTest
    @EnumSource
    void portsUsedAreThoseThatSsCountsAndAllThatAreUsable(Family family) throws Exception {
        try (var namespace = narrowed();
                var sockets = new Sockets(namespace, family)) {
            sockets.listen(PORT, 200);
            sockets.listen(OTHER_PORT, 200);
            sockets.connect(OTHER_PORT);
            exhaust(sockets);

            var report = Looks.at(namespace, SourceChoice.NETLINK);

            assertThat(portsBySs(namespace, PORT)).isEqualTo(USABLE);
            assertThat(destination(report, PORT).portsUsed()).isEqualTo(USABLE);
            assertThat(destination(report, PORT).portsUsable()).hasValue(USABLE);
            assertThat(destination(report, OTHER_PORT).portsUsed()).isEqualTo(1);
            assertThat(report.ports()).contains(new PortUse(USABLE, USABLE + 1, OptionalInt.of(USABLE)));
            assertThat(report.destinations()).hasSize(2).first().isEqualTo(destination(report, PORT));
        }
    }

    @Test
    void portsInTimeWaitAreUsed() throws Exception {
        try (var namespace = narrowed();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            namespace.sysctl("net.ipv4.tcp_tw_reuse", 0);
            var server = sockets.listen(PORT, 200);
            for (int i = 0; i < 30; i++) {
                var pair = sockets.pair(server);
                pair.client().close();
                pair.server().close();
            }
            exhaust(sockets);
            Wait.until("30 are in TIME_WAIT", () -> Ss.counts(Ss.tcp(namespace)).of(TcpState.TIME_WAIT) == 30);

            var destination = destination(Looks.at(namespace, SourceChoice.NETLINK), PORT);

            assertThat(destination.portsUsed()).isEqualTo(USABLE).isEqualTo(portsBySs(namespace, PORT));
            assertThat(destination.connections().of(TcpState.TIME_WAIT)).isEqualTo(30);
            assertThat(destination.connections().of(TcpState.ESTABLISHED)).isEqualTo(60);
        }
    }

    @Test
    void withoutTheSettingsHowManyAreUsableIsUnknown() throws Exception {
        try (var namespace = narrowed();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            sockets.listen(PORT, 200);
            exhaust(sockets);

            var destination = destination(Looks.at(namespace, SourceChoice.PROC), PORT);

            assertThat(destination.portsUsed()).isEqualTo(USABLE);
            assertThat(destination.portsUsable()).isEmpty();
            assertThat(Looks.at(namespace, SourceChoice.PROC).ports())
                    .contains(new PortUse(USABLE, USABLE, OptionalInt.empty()));
        }
    }

    private static TestNamespace narrowed() throws Exception {
        var namespace = new TestNamespace();
        namespace.sysctl("net.ipv4.ip_local_port_range", "40000 40099");
        namespace.sysctl("net.ipv4.ip_local_reserved_ports", "40010-40019");
        return namespace;
    }

    private static void exhaust(Sockets sockets) throws Exception {
        for (int i = 0; i <= USABLE; i++) {
            try {
                sockets.connect(PORT);
            } catch (BindException | NoRouteToHostException e) {
                assertThat(e).hasMessageContaining("Cannot assign requested address");
                return;
            }
        }
        throw new AssertionError("more than %d ports could be used".formatted(USABLE));
    }

    private static long portsBySs(TestNamespace namespace, int port) throws Exception {
        return Ss.tcp(namespace).stream()
                .filter(row -> row.remote().port() == port)
                .map(row -> row.local().port())
                .distinct()
                .count();
    }

    private static Destination destination(NamespaceReport report, int port) {
        return report.destinations().stream()
                .filter(destination -> destination.port() == port)
                .findFirst()
                .orElseThrow();
    }
}
