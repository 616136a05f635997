package dev.connstate.agent.kernel.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.kernel.ConnectionSink;
import dev.connstate.agent.kernel.SocketGroup;
import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.agent.testing.EveryState;
import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.report.TcpState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class SocketWalkIT {
    /** Others are on this machine, too. */
    private static final Room USUAL = Room.of(1000, true);

    @ParameterizedTest
    @EnumSource
    void statesAloneAreTheSameAsInDetail(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family);
                var libc = new NativeLibc();
                var walk = SocketWalk.load(libc, USUAL)) {
            long inum = inum(namespace);
            var alone = walk.states().of(inum);
            var aloneCounts = TcpState.ALL.stream().map(alone::count).toList();
            var detailed = walk.details().of(inum);

            assertThat(aloneCounts)
                    .isEqualTo(TcpState.ALL.stream().map(detailed::count).toList());
            for (var state : TcpState.ALL) {
                if (state != TcpState.LISTEN) {
                    assertThat(detailed.count(state)).isEqualTo(every.expected().of(state));
                }
            }
        }
    }

    /** What finds no room is in the counts of its states still, and it is said how much that is. */
    @ParameterizedTest
    @EnumSource
    void nothingIsLostForWantOfRoom(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family);
                var libc = new NativeLibc();
                var walk = SocketWalk.load(libc, new Room(USUAL.slots(), 3, 2, false))) {
            var result = walk.details();
            var counted = new Counted();
            result.of(inum(namespace)).connections(counted);

            assertThat(result.withoutRow()).isPositive();
            assertThat(counted.ungrouped).isPositive();
            assertThat(counted.total())
                    .isEqualTo(every.expected().total() - every.expected().of(TcpState.LISTEN));
        }
    }

    @Test
    void aNamespaceWithoutASlotIsNotTakenForAnEmptyOne() throws Exception {
        try (var one = new TestNamespace();
                var _ = new EveryState(one, Family.IPV4);
                var other = new TestNamespace();
                var _ = new EveryState(other, Family.IPV4);
                var libc = new NativeLibc();
                var walk = SocketWalk.load(libc, new Room(1, 16, 16, false))) {
            var result = walk.states();

            assertThat(result.namespaces()).isOne();
            assertThat(result.withoutSlot()).isPositive();
        }
    }

    /** What is mapped of a map is resident, and the slots of a thousand namespaces are 64 MiB. */
    @Test
    void ofTheMapsOnlyTheStateStaysMapped() throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, Family.IPV4);
                var libc = new NativeLibc();
                var walk = SocketWalk.load(libc, Room.of(1000, false))) {
            var walked = walk.details().of(inum(namespace));

            assertThat(walked.count(TcpState.CLOSE_WAIT))
                    .isEqualTo(every.expected().of(TcpState.CLOSE_WAIT));
            assertThat(mappedOfMaps()).isBetween(1L, 64L << 10);
        }
    }

    @Test
    void settingsAreThoseOfTheFiles() throws Exception {
        try (var namespace = new TestNamespace(
                        "cd /proc/sys/net && echo 77 > core/somaxconn && echo 40000-40010,50000 > ipv4/ip_local_reserved_ports"
                                + " && echo '33000 44000' > ipv4/ip_local_port_range && echo 3 > ipv4/tcp_synack_retries"
                                + " && ip link set lo up");
                var _ = new EveryState(namespace, Family.IPV4);
                var libc = new NativeLibc();
                var walk = SocketWalk.load(libc, USUAL)) {
            var settings = walk.details().of(inum(namespace)).sysctls();

            assertThat(settings)
                    .hasSizeGreaterThan(20)
                    .containsEntry("net.core.somaxconn", "77")
                    .containsEntry("net.ipv4.ip_local_reserved_ports", "40000-40010,50000")
                    .containsEntry("net.ipv4.ip_local_port_range", "33000 44000");
            for (var setting : settings.entrySet()) {
                var file = "/proc/sys/" + setting.getKey().replace('.', '/');
                assertThat(setting.getValue())
                        .as(setting.getKey())
                        .isEqualTo(namespace.run("cat", file).strip().replaceAll("\\s+", " "));
            }
        }
    }

    @Test
    void aProcessIsInTheNamespaceThatProcShows() throws Exception {
        try (var namespace = new TestNamespace();
                var libc = new NativeLibc();
                var walk = TaskWalk.load(libc)) {
            var tasks = walk.walk((int) ProcessHandle.current().pid());

            assertThat(tasks.get(namespace.pid()).inum()).isEqualTo(inum(namespace));
            assertThat(tasks)
                    .hasSizeGreaterThan(1)
                    .allSatisfy((pid, net) -> assertThat(net.hasOwnTable()).isFalse());
        }
    }

    @Test
    void whatTheVerifierSaysIsKept() throws Exception {
        try (var libc = new NativeLibc()) {
            var code = new Assembler()
                    .function(Register.R2, "step")
                    .exit()
                    .label("step")
                    .move(Register.R0, 0)
                    .exit();

            assertThatThrownBy(() -> BpfProgram.load(libc, code, "step"))
                    .isInstanceOfSatisfying(
                            VerifierException.class, e -> assertThat(e.log()).contains("R0 !read_ok"))
                    .hasMessageContaining("the kernel's verifier refuses the program")
                    .hasMessageContaining("R0 !read_ok");
        }
    }

    /** Bytes. */
    private static long mappedOfMaps() throws Exception {
        try (var mappings = Files.lines(Path.of("/proc/self/maps"))) {
            return mappings.filter(line -> line.endsWith("bpf-map"))
                    .map(line -> line.substring(0, line.indexOf(' ')).split("-"))
                    .mapToLong(ends -> Long.parseLong(ends[1], 16) - Long.parseLong(ends[0], 16))
                    .sum();
        }
    }

    private static long inum(TestNamespace namespace) throws Exception {
        var link = Files.readSymbolicLink(Path.of("/proc/%d/ns/net".formatted(namespace.pid())));
        return Long.parseLong(link.toString().replaceAll("\\D", ""));
    }

    /** However it came, each connection once; those that go nowhere are only in the totals. */
    private static final class Counted implements ConnectionSink {
        private long ungrouped;
        private long total;

        @Override
        public void row(SocketRow row) {}

        @Override
        public void group(SocketGroup group) {}

        @Override
        public void ungrouped(int state, long connections) {
            ungrouped += connections;
        }

        @Override
        public void ports(int word, long bits) {}

        @Override
        public void total(int state, long connections) {
            total += connections;
        }

        long total() {
            return total;
        }
    }
}
