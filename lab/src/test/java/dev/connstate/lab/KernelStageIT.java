package dev.connstate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Ss;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import dev.connstate.diagnosis.lab.Stage.Option;
import dev.connstate.report.TcpState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script can do, held against what the kernel and ss then say. */
@NeedsRoot
class KernelStageIT {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8080;

    private TestNamespace namespace;
    private StageInside inside;
    private Stage stage;

    @BeforeEach
    void build() throws Exception {
        namespace = new TestNamespace("true"); // where lo is down
        inside = new StageInside(namespace);
        stage = inside.stage();
    }

    @AfterEach
    void tearDown() throws Exception {
        inside.close();
        namespace.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aConnectionIsMadeAcceptedUsedAndEnded(String address) throws Exception {
        var listener = stage.listen(address, PORT, 4);
        assertThat(stage.accept(listener)).isEmpty();
        var client = stage.connect(address, PORT);
        var server = stage.accept(listener).orElseThrow();
        awaitStates(TcpState.LISTEN, TcpState.ESTABLISHED, TcpState.ESTABLISHED);

        assertThat(stage.receive(server, 100)).isZero();
        stage.send(client, 150_000);
        assertThat(stage.receive(server, 100)).isEqualTo(100);
        assertThat(stage.receive(server, 1_000_000)).isEqualTo(149_900);

        stage.shutdown(client);
        assertThat(stage.receive(server, 100)).isZero();
        awaitStates(TcpState.LISTEN, TcpState.FIN_WAIT2, TcpState.CLOSE_WAIT);
        stage.close(server);
        stage.close(client);
        awaitStates(TcpState.LISTEN, TcpState.TIME_WAIT);
    }

    @Test
    void theBacklogIsThatOfTheListener() throws Exception {
        stage.listen(HERE, PORT, 7);
        assertThat(Ss.listeners(namespace)).singleElement().satisfies(row -> {
            assertThat(row.sendQueue()).isEqualTo(7);
            assertThat(row.local().port()).isEqualTo(PORT);
        });
    }

    @Test
    void settingsAreOfThisNamespace() throws Exception {
        stage.sysctl("net.core.somaxconn", "16");
        stage.sysctl("net.ipv4.ip_local_port_range", "40000 40009");
        stage.listen(HERE, PORT, 1000);
        assertThat(Ss.listeners(namespace))
                .singleElement()
                .satisfies(row -> assertThat(row.sendQueue()).isEqualTo(16));
        assertThat(namespace.run("cat", "/proc/sys/net/ipv4/ip_local_port_range"))
                .contains("40000\t40009");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3/32", "fd00::1/128"})
    void loGetsOneMoreAddressAndNoNetwork(String address) throws Exception {
        var plain = address.substring(0, address.indexOf('/'));
        stage.address(plain.equals("fd00::1") ? "fd00::2" : "10.1.2.4");
        stage.address(plain);
        var listener = stage.listen(plain, PORT, 4);
        stage.connectFrom(plain, plain, PORT);
        assertThat(stage.accept(listener)).isPresent();
        assertThat(namespace.run("ip", "address", "show", "lo")).contains(address, "UP");
    }

    @Test
    void withoutAnAnswerAConnectionStaysOnItsWay() throws Exception {
        stage.deafen(stage.listen(HERE, PORT, 4));
        stage.connect(HERE, PORT);
        awaitStates(TcpState.LISTEN, TcpState.SYN_SENT);
    }

    @Test
    void whoHearsAgainAnswers() throws Exception {
        var listener = stage.listen(HERE, PORT, 4);
        stage.deafen(listener);
        stage.connect(HERE, PORT);
        stage.hear(listener);
        Wait.until(
                "the SYN that is sent again after a second is heard",
                () -> stage.accept(listener).isPresent());
    }

    @Test
    void aDeafClientLeavesItsListenerWaitingForTheThirdPacket() throws Exception {
        var listener = stage.listen(HERE, PORT, 4);
        stage.connect(HERE, PORT, Option.DEAF);
        assertThat(stage.accept(listener)).isEmpty();
        awaitStates(TcpState.LISTEN, TcpState.SYN_SENT, TcpState.SYN_RECV);
    }

    @Test
    void nobodyThereIsNoFailure() throws Exception {
        var client = stage.connect(HERE, PORT);
        stage.send(client, 10);
        assertThat(stage.receive(client, 10)).isZero();
    }

    @Test
    void aResetConnectionTakesAndGivesNothing() throws Exception {
        var listener = stage.listen(HERE, PORT, 4);
        var client = stage.connect(HERE, PORT, Option.RESET_ON_CLOSE);
        var server = stage.accept(listener).orElseThrow();
        stage.close(client);
        assertThat(stage.receive(server, 10)).isZero();
        stage.send(server, 10);
        stage.close(server);
        awaitStates(TcpState.LISTEN);
    }

    @Test
    void twoShareAPortByReusePort() throws Exception {
        stage.listen(HERE, PORT, 4, Option.REUSE_PORT);
        stage.listen(HERE, PORT, 4, Option.REUSE_PORT);
        assertThat(Ss.listeners(namespace)).hasSize(2);
    }

    @Test
    void aDeferredListenerWaitsForData() throws Exception {
        var listener = stage.listen(HERE, PORT, 4, Option.DEFER_ACCEPT);
        var client = stage.connect(HERE, PORT);
        assertThat(stage.accept(listener)).isEmpty();
        stage.send(client, 1);
        assertThat(stage.accept(listener)).isPresent();
    }

    @Test
    void keepaliveAndBuffersAreTheSockets() throws Exception {
        stage.listen(HERE, PORT, 4, Option.SMALL_RECEIVE_BUFFER);
        stage.connect(HERE, PORT, Option.KEEPALIVE);
        assertThat(namespace.run("ss", "-tnom")).contains("timer:(keepalive", "rb2304");
    }

    @Test
    void sendStopsWhereTheBuffersAreFull() throws Exception {
        var listener = stage.listen(HERE, PORT, 4, Option.SMALL_RECEIVE_BUFFER);
        var client = stage.connect(HERE, PORT);
        stage.send(client, 100_000_000);
        var server = stage.accept(listener).orElseThrow();
        assertThat(stage.receive(server, 100_000_000)).isBetween(1, 1_000_000);
    }

    @Test
    void portsThatAreUsedUpAreNoFailureForOneThatTries() throws Exception {
        stage.sysctl("net.ipv4.ip_local_port_range", "40000 40003");
        stage.listen(HERE, PORT, 100);
        assertThat(connected(() -> stage.tryConnect(HERE, PORT))).isEqualTo(4);
        assertThatThrownBy(() -> stage.connect(HERE, PORT))
                .isInstanceOf(LabException.class)
                .hasMessage("the kernel refuses to connect to 127.0.0.1:8080: Cannot assign requested address");
    }

    @Test
    void aPortTakenByBindServesOneDestinationUnlessItIsTakenLate() throws Exception {
        stage.sysctl("net.ipv4.ip_local_port_range", "40000 40003");
        stage.listen(HERE, PORT, 100);
        stage.listen(HERE, PORT + 1, 100);
        assertThat(connected(() -> stage.tryConnectFrom(HERE, HERE, PORT, Option.BIND_ADDRESS_NO_PORT)))
                .isEqualTo(4);
        assertThat(connected(() -> stage.tryConnectFrom(HERE, HERE, PORT + 1, Option.BIND_ADDRESS_NO_PORT)))
                .isEqualTo(4);
        assertThat(stage.tryConnectFrom(HERE, HERE, PORT + 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void datagramsAreReceivedOrDropped(String address) throws Exception {
        var socket = stage.udp(address, PORT, 0);
        stage.sendTo(address, PORT, 100);
        stage.sendTo(address, PORT, 100);
        assertThat(stage.receive(socket, 1000)).isEqualTo(200);
        stage.sendTo(address, PORT + 1, 100); // nobody there
        var small = stage.udp(address, PORT + 2, 1);
        for (int i = 0; i < 50; i++) {
            stage.sendTo(address, PORT + 2, 1000);
        }
        assertThat(stage.receive(small, 100_000)).isBetween(1000, 10_000);
        assertThat(Ss.udp(namespace)).anySatisfy(row -> assertThat(row.drops()).isGreaterThan(30));
    }

    @Test
    void someThousandConnectionsFit() throws Exception {
        var listener = stage.listen(HERE, PORT, 4096);
        for (int i = 0; i < 5000; i++) {
            stage.connect(HERE, PORT);
            assertThat(stage.accept(listener)).isPresent();
        }
        assertThat(states().stream().filter(TcpState.ESTABLISHED::equals)).hasSize(10_000);
    }

    @Test
    void whatIsRefusedIsOneSentence() throws Exception {
        stage.listen(HERE, PORT, 4);
        assertRefused(
                () -> stage.listen(HERE, PORT, 4),
                "the kernel refuses to bind to 127.0.0.1:8080: Address already in use");
        assertRefused(
                () -> stage.udp("192.0.2.1", 53, 0),
                "the kernel refuses to bind to 192.0.2.1:53: Cannot assign requested address");
        assertRefused(
                () -> stage.connect("192.0.2.1", 53),
                "the kernel refuses to connect to 192.0.2.1:53: Network is unreachable");
        assertRefused(
                () -> stage.sysctl("net.ipv4.tcp_syn_retries", "0"),
                "the kernel refuses to set net.ipv4.tcp_syn_retries = 0: Invalid argument");
        assertRefused(
                () -> stage.sysctl("net.ipv4.tcp_tw_recycle", "1"),
                "the kernel refuses to set net.ipv4.tcp_tw_recycle = 1: there is no such setting here");
    }

    @Test
    void aScriptThatClosesTwiceHitsNothingOfTheJvm() throws Exception {
        var listener = stage.listen(HERE, PORT, 4);
        stage.close(listener);
        assertThatThrownBy(() -> stage.close(listener)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stage.send(new Descriptor(1), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What follows upon a delayed acknowledgement takes up to 40 ms. */
    private void awaitStates(TcpState... expected) throws Exception {
        var sorted = Stream.of(expected).sorted().toList();
        Wait.until(
                "states are " + sorted,
                () -> states().stream().sorted().toList().equals(sorted));
    }

    private static void assertRefused(Runnable attempt, String sentence) {
        assertThatThrownBy(attempt::run).isInstanceOf(LabException.class).hasMessage(sentence);
    }

    private static int connected(Supplier<Optional<Descriptor>> attempt) {
        int connected = 0;
        while (attempt.get().isPresent()) {
            connected++;
        }
        return connected;
    }

    private List<TcpState> states() throws Exception {
        return Ss.tcp(namespace).stream().map(Ss.Row::state).toList();
    }
}
