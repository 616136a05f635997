package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.report.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class AddressesIT {
    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void aNamespaceHasTheAddressesOfItsInterfaces(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace("ip link set lo up && ip addr add 127.0.0.53/8 dev lo"
                + " && ip addr add 192.0.2.7/24 dev lo && ip addr add fd00::7/64 dev lo nodad")) {
            assertThat(Looks.at(namespace, source).addresses())
                    .extracting(Address::toString)
                    .containsExactly("::1", "127.0.0.1", "192.0.2.7", "fd00::7");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void aNamespaceWhoseInterfacesAreDownHasNone(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace("true")) {
            var report = Looks.at(namespace, source);
            assertThat(report.addresses()).isEmpty();
            assertThat(report.problems()).isEmpty();
        }
    }
}
