package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.testing.EveryState;
import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.RestrictedLook;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.report.SourceKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class BadInputIT {
    private static final String CANNOT_ENTER =
            "problem: 1 namespace cannot be entered, so accept-queue limits, drops of listeners, ages and sysctls there are unknown: it takes CAP_SYS_ADMIN and CAP_SYS_PTRACE, run as root";

    @Test
    void withoutRightsOthersAreReadThroughProcAndTheOwnThroughNetlink() throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, Family.V4_MAPPED)) {
            var look = RestrictedLook.withoutCapabilities(SourceChoice.AUTO, ownId(), namespace.id());

            assertThat(look.exitCode()).isZero();
            assertThat(look.lines()).contains(CANNOT_ENTER);
            assertThat(look.namespace(ownId())).contains("source=NETLINK", "sysctls=true", "counters=true");
            assertThat(look.namespace(namespace.id()))
                    .contains("source=PROC connections=" + every.expected().counts())
                    .contains("sysctls=false limits=false owners=false counters=true");
            assertThat(look.lines())
                    .anyMatch(
                            line -> line.matches(
                                    "problem: the owner of \\d+ sockets? is unknown: the descriptors of \\d+ process(es)? may not be read, which takes CAP_SYS_PTRACE, run as root"));
        }
    }

    @Test
    void netlinkWithoutRightsGivesNoCountsInsteadOfZeros() throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, Family.IPV4)) {
            assertThat(every.expected().total()).isPositive();

            var look = RestrictedLook.withoutCapabilities(SourceChoice.NETLINK, namespace.id());

            assertThat(look.exitCode()).isZero();
            assertThat(look.lines()).contains(CANNOT_ENTER);
            assertThat(look.namespace(namespace.id())).contains("source=none connections=unknown", "counters=true");
        }
    }

    @Test
    void hidepid2HidesOthersAndTheReportSaysSo() throws Exception {
        try (var namespace = new TestNamespace()) {
            var look = RestrictedLook.withHidepid(2, ownId(), namespace.id());

            assertThat(look.exitCode()).isZero();
            assertThat(look.namespace(ownId())).contains("source=NETLINK");
            assertThat(look.lines())
                    .contains(
                            "problem: there is no network namespace %d (any more, or for us to see)"
                                    .formatted(namespace.id()),
                            "problem: /proc does not show process 1: it is mounted with hidepid, so namespaces and owners of other users' processes are not seen; run as root or in the group that its gid= names");
        }
    }

    @Test
    void hidepid1ShowsProcessesWithoutTheirNamespacesAndTheReportSaysSo() throws Exception {
        try (var namespace = new TestNamespace()) {
            var look = RestrictedLook.withHidepid(1, ownId(), namespace.id());

            assertThat(look.exitCode()).isZero();
            assertThat(look.namespace(ownId())).contains("source=NETLINK");
            assertThat(look.lines())
                    .anyMatch(
                            line -> line.matches(
                                    "problem: the namespace of \\d+ process(es)? is not shown: /proc is mounted with hidepid; run as root or in the group that its gid= names"))
                    .noneMatch(line -> line.contains("process 1"));
        }
    }

    @Test
    void aDirectoryThatIsNoProcIsRefusedInOneSentence(@TempDir Path directory) {
        var settings =
                new AgentSettings(directory, Looks.NO_MOUNTS, SourceChoice.AUTO, Selection.ALL, Duration.ZERO, 10);

        assertThatThrownBy(() -> Agent.start(settings))
                .isInstanceOf(AgentException.class)
                .hasMessage(
                        "%s is not a proc filesystem: it shows no process; give the mount point of one, /proc as a rule",
                        directory);
    }

    @ParameterizedTest
    @EnumSource(names = {"BPF", "NETLINK", "PROC"})
    void aNamespaceWithoutIpv6IsReadTheSame(SourceChoice source) throws Exception {
        try (var namespace =
                        new TestNamespace("ip link set lo up && echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6");
                var every = new EveryState(namespace, Family.IPV4)) {
            assertReadInFull(namespace, every, source);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void aNamespaceWithItsOwnTableOfConnectionsIsReadTheSame(SourceChoice source) throws Exception {
        try (var namespace = TestNamespace.withOwnTable(4096);
                var every = new EveryState(namespace, Family.V4_MAPPED)) {
            assertThat(namespace
                            .run("cat", "/proc/sys/net/ipv4/tcp_ehash_entries")
                            .strip())
                    .isEqualTo("4096");
            assertReadInFull(namespace, every, source);
        }
    }

    private static void assertReadInFull(TestNamespace namespace, EveryState every, SourceChoice source) {
        var report = Looks.at(namespace, source);

        assertThat(report.source().map(SourceKind::name)).contains(source.name());
        assertThat(report.connections()).contains(every.expected());
        assertThat(report.problems()).isEmpty();
    }

    private static long ownId() throws Exception {
        return (Long) Files.getAttribute(Path.of("/proc/self/net/tcp"), "unix:ino");
    }
}
