package dev.connstate.agent.observe;

import static dev.connstate.agent.observe.TestRow.listener;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.TcpState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerIndexTest {
    private final ListenerIndex index = new ListenerIndex();

    @Test
    void anExactAddressComesBeforeAWildcard() {
        index.reset(List.of(listener("0.0.0.0", 80, 1), listener("10.0.0.1", 80, 2), listener("::", 80, 3)));
        assertThat(found("10.0.0.1", 80)).isEqualTo(1);
        assertThat(found("10.0.0.2", 80)).isEqualTo(0);
        assertThat(found("fd00::1", 80)).isEqualTo(2);
    }

    @Test
    void anIpv4PeerOfADualStackListenerIsAnAfInet6Row() {
        index.reset(List.of(listener("::", 80, 1), listener("0.0.0.0", 80, 2)));
        assertThat(found("::ffff:10.0.0.1", 80)).isEqualTo(0);
        assertThat(found("10.0.0.1", 80)).isEqualTo(1);
        assertThat(found("::1", 80)).isEqualTo(0);
    }

    @Test
    void aMappedWildcardIsAnAfInet6Wildcard() {
        index.reset(List.of(listener("::ffff:0.0.0.0", 80, 1)));
        assertThat(found("::ffff:10.0.0.1", 80)).isEqualTo(0);
        assertThat(found("10.0.0.1", 80)).isEqualTo(ListenerIndex.NONE);
    }

    @Test
    void aWildcardIsOnlyForItsOwnFamily() {
        index.reset(List.of(listener("0.0.0.0", 80, 1)));
        assertThat(found("::ffff:10.0.0.1", 80)).isEqualTo(ListenerIndex.NONE);
        assertThat(found("::1", 80)).isEqualTo(ListenerIndex.NONE);
    }

    @Test
    void socketsThatShareAPortAreOnePoint() {
        index.reset(List.of(listener("0.0.0.0", 80, 1), listener("0.0.0.0", 80, 2), listener("0.0.0.0", 81, 3)));
        assertThat(index.points()).hasSize(2);
        assertThat(found("10.0.0.1", 80)).isEqualTo(0);
        assertThat(found("10.0.0.1", 81)).isEqualTo(1);
    }

    @Test
    void theNextNamespaceBeginsWithNone() {
        index.reset(List.of(listener("0.0.0.0", 80, 1), listener("0.0.0.0", 65535, 2)));
        index.reset(List.of(listener("0.0.0.0", 443, 3)));
        assertThat(found("10.0.0.1", 80)).isEqualTo(ListenerIndex.NONE);
        assertThat(found("10.0.0.1", 65535)).isEqualTo(ListenerIndex.NONE);
        assertThat(found("10.0.0.1", 443)).isEqualTo(0);
        assertThat(index.points()).hasSize(1);
    }

    private int found(String local, int port) {
        return index.find(TestRow.of(TcpState.ESTABLISHED, local, port, "10.9.9.9", 5000), port);
    }
}
