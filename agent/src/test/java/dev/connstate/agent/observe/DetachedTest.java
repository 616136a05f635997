package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.proc.NetSockstat;
import dev.connstate.agent.kernel.proc.NetUnix;
import dev.connstate.agent.kernel.proc.ProcText;
import dev.connstate.agent.kernel.testing.KernelFolder;
import dev.connstate.agent.observe.DetachedWatch.Detached;
import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedTest {
    /** Above any that a kernel gives, so that no process of this machine is meant. */
    private static final int PID = 900_000_000;

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int LEAKED = 25;
    private static final String TABLE = "  sl  local_address rem_address   st tx_queue rx_queue tr\n";

    @TempDir
    private Path directory;

    private FakeProc proc;
    private DetachedWatch watch;

    /** The sockets of 6.18.44-debian12, and a process with 25 sockets that are in no table. */
    @BeforeEach
    void begin() throws IOException {
        proc = new FakeProc(directory).process(PID, "java", PID, "0::/\n").process(PID + 1, "nginx", PID, "0::/\n");
        var folder = KernelFolder.of("6.18.44-debian12");
        for (var file : List.of("tcp", "tcp6", "udp", "udp6", "unix", "netlink", "packet", "sockstat", "sockstat6")) {
            Files.writeString(
                    proc.net(PID).resolve(file),
                    Files.readString(folder.file("proc/net/" + file)).replace("used 57", "used " + (56 + LEAKED)));
        }
        for (int i = 0; i < LEAKED; i++) {
            proc.holds(PID, 100 + i, "socket:[%d]".formatted(1000 + i));
        }
        watch = new DetachedWatch(new DetachedSearch(proc.root(), new Meters()), new SettingsTurns(), Duration.ZERO);
    }

    @Test
    void whatIsInNoTableIsCountedAndItsHolderNamed() throws IOException {
        holdOneOfEachTable();
        proc.holds(PID + 1, 7, "socket:[1000]"); // shared: the first counts
        assertThat(look(NOW)).isEqualTo(new Detached(OptionalLong.of(LEAKED), Map.of(PID, (long) LEAKED), List.of()));
    }

    @Test
    void fewAreUsualAndNotSearchedFor() throws IOException {
        sockets(56 + DetachedWatch.MANY - 1);
        assertThat(look(NOW)).isEqualTo(new Detached(OptionalLong.of(DetachedWatch.MANY - 1), Map.of(), List.of()));
    }

    @Test
    void aSearchIsKeptForAWhile() throws IOException {
        look(NOW);
        proc.holds(PID + 1, 7, "socket:[7]");
        assertThat(look(NOW.plusSeconds(1)).byPid()).containsOnlyKeys(PID);
        assertThat(look(NOW.plus(DetachedWatch.SEARCH_EVERY)).byPid()).containsOnlyKeys(PID, PID + 1);
        sockets(56);
        assertThat(look(NOW.plusSeconds(100)).byPid()).isEmpty();
    }

    /** What process 1 has in its tables is of the host's namespace. */
    @Test
    void aSocketOfTheHostsNamespaceIsNotDetached() throws IOException {
        proc.process(1, "systemd", 1, "0::/\n").holds(PID + 1, 7, "socket:[4711]");
        Files.writeString(proc.net(1).resolve("tcp"), TABLE);
        Files.writeString(
                proc.net(1).resolve("udp"),
                TABLE
                        + " 1733: 0100007F:14E9 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4711 2 ffff 0\n");
        assertThat(look(NOW).byPid()).containsOnlyKeys(PID);
    }

    @Test
    void aProcessWithFarMoreThanThereAreSaysNothing() throws IOException {
        for (int i = 0; i <= 2 * LEAKED; i++) {
            proc.holds(PID + 1, i, "socket:[%d]".formatted(5000 + i));
        }
        assertThat(look(NOW).byPid()).containsOnlyKeys(PID);
    }

    @Test
    void theWholeNodeIsNotSearchedAtOnce() throws IOException {
        var search = new DetachedSearch(proc.root(), new Meters());
        watch = new DetachedWatch(search, new SettingsTurns(), Duration.ZERO);
        var other = new DetachedWatch(search, new SettingsTurns(), Duration.ZERO);
        assertThat(look(NOW).byPid()).isNotEmpty();
        watch = other;
        assertThat(look(NOW).byPid()).isEmpty();
        assertThat(look(NOW.plus(DetachedSearch.NEXT_AFTER)).byPid()).isNotEmpty();
    }

    @Test
    void withoutAPartTheSumIsUnknown() throws IOException {
        Files.delete(proc.net(PID).resolve("packet")); // no module, no such socket
        assertThat(look(NOW).sockets()).hasValue(LEAKED + 1);
        Files.delete(proc.net(PID).resolve("unix"));
        assertThat(look(NOW)).isEqualTo(Detached.UNKNOWN);
        Files.writeString(proc.net(PID).resolve("unix"), "Number\n");
        Files.writeString(proc.net(PID).resolve("netlink"), "<html>");
        assertThat(look(NOW).sockets()).isEmpty();
        assertThat(look(NOW).problems())
                .containsExactly(
                        "%s begins with '<html>' where the heading belongs; sockets that are in no table are not counted"
                                .formatted(proc.net(PID).resolve("netlink")));
    }

    @Test
    void theSumMayBeAsOldAsWasSaid() throws IOException {
        watch = new DetachedWatch(
                new DetachedSearch(proc.root(), new Meters()), new SettingsTurns(), Duration.ofSeconds(15));
        look(NOW);
        sockets(60);
        assertThat(look(NOW.plusSeconds(14)).sockets()).hasValue(LEAKED);
        assertThat(look(NOW.plusSeconds(15)).sockets()).hasValue(4);
    }

    /** To count takes long where there are many namespaces, and there is nothing new as a rule. */
    @Test
    void whileAsManyAsBeforeAreNotOfIpTheyAreCountedNowAndThen() throws IOException {
        sockets(60);
        assertThat(look(NOW).sockets()).hasValue(4);
        Files.delete(proc.net(PID).resolve("packet"));
        assertThat(look(NOW.plusSeconds(59)).sockets()).hasValue(4);
        assertThat(look(NOW.plus(SettingsTurns.EVERY)).sockets()).hasValue(5);
        sockets(61);
        assertThat(look(NOW.plusSeconds(61)).sockets()).hasValue(6);
    }

    @Test
    void aSumThatContradictsItselfIsUnknown() throws IOException {
        sockets(55);
        assertThat(look(NOW).sockets()).isEmpty();
        sockets(56);
        assertThat(look(NOW).sockets()).hasValue(0);
    }

    @Test
    void aKernelWithoutIpv6OrUdpLiteHasNoneOfThose() {
        var others = new OtherTables(new NetUnix(new long[2], 1), new long[1], new long[0]);
        var sockstat = new Counters(List.of("sockets.used", "TCP.inuse", "UDP.inuse"), List.of(20L, 5L, 4L));
        assertThat(DetachedCount.of(sockstat, others)).hasValue(7);
        assertThat(DetachedCount.of(sockstat.only(name -> !name.equals("UDP.inuse")), others))
                .isEmpty();
        assertThat(DetachedCount.of(Counters.NONE, others)).isEmpty();
    }

    private void holdOneOfEachTable() throws IOException {
        int fd = 10;
        for (var table : List.of("tcp", "tcp6", "udp", "udp6")) {
            var line = Files.readAllLines(proc.net(PID).resolve(table)).get(1);
            proc.holds(PID, fd++, "socket:[%s]".formatted(line.strip().split("\\s+")[9]));
        }
        for (long inode : OtherTables.read(proc.net(PID), new ProcText())
                .orElseThrow()
                .inodes()
                .toArray()) {
            proc.holds(PID, fd++, "socket:[%d]".formatted(inode));
        }
        proc.holds(PID, fd, "pipe:[17]");
    }

    private void sockets(long used) throws IOException {
        Files.writeString(
                proc.net(PID).resolve("sockstat"),
                Files.readString(proc.net(PID).resolve("sockstat")).replaceFirst("used \\d+", "used " + used));
    }

    private Detached look(Instant now) throws IOException {
        var net = proc.net(PID);
        var sockstat = NetSockstat.parse(Files.readString(net.resolve("sockstat")))
                .and(NetSockstat.parse(Files.readString(net.resolve("sockstat6"))));
        var namespace = new NetNamespace(
                proc.namespaceOf(PID), NamespaceKind.OTHER, List.of(PID, PID + 1), Optional.empty(), Optional.empty());
        return watch.look(namespace, net, new CheapNumbers(Counters.NONE, sockstat, Optional.empty()), now);
    }
}
