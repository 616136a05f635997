package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Crowd;
import dev.connstate.agent.testing.EveryState;
import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.RestrictedLook;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.report.SourceKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the source bpf does with less than all, and what happens without it. */
@NeedsRoot
class BpfIT {
    private static final int MANY = 10;

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BPF"})
    void twoCapabilitiesShowOthersInFullWithoutEnteringThem(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, Family.V4_MAPPED)) {
            var look = RestrictedLook.withOnly(List.of("bpf", "perfmon"), source, namespace.id());

            assertThat(look.exitCode()).isZero();
            assertThat(look.namespace(namespace.id()))
                    .contains("source=BPF connections=" + every.expected().counts())
                    .contains("sysctls=true limits=true owners=false counters=true");
            assertThat(look.lines())
                    .contains(
                            "problem: 1 namespace cannot be entered, so ages, buffers of UDP sockets and some sysctls there are unknown: it takes CAP_SYS_ADMIN and CAP_SYS_PTRACE, run as root");
        }
    }

    @ParameterizedTest
    @CsvSource({"bpf", "perfmon"})
    void oneOfTheTwoIsNotEnough(String capability) throws Exception {
        try (var namespace = new TestNamespace()) {
            var look = RestrictedLook.withOnly(List.of(capability), SourceChoice.BPF, namespace.id());

            assertThat(look.exitCode()).isOne();
            assertThat(look.lines())
                    .containsExactly(
                            "refused: the source bpf cannot be used on kernel %s: bpf: EPERM (operation not permitted); it takes CAP_BPF and CAP_PERFMON, or CAP_SYS_ADMIN"
                                    .formatted(kernel()));
        }
    }

    @Test
    void autoGoesOnWithoutTheRightAndSaysWhy() throws Exception {
        try (var crowd = Crowd.of(MANY)) {
            var look = RestrictedLook.withoutCapabilities(SourceChoice.AUTO, crowd.ids());

            assertThat(look.exitCode()).isZero();
            assertThat(look.lines())
                    .contains(
                            "problem: the source bpf cannot be used on kernel %s: bpf: EPERM (operation not permitted); it takes CAP_BPF and CAP_PERFMON, or CAP_SYS_ADMIN"
                                    .formatted(kernel()));
            for (long id : crowd.ids()) {
                assertThat(look.namespace(id)).contains("source=PROC");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mount -t tmpfs none /sys/kernel/btf | /sys/kernel/btf/vmlinux is missing: the kernel was built without BTF",
                "mount --bind /proc/version /sys/kernel/btf/vmlinux | /sys/kernel/btf/vmlinux is no BTF that can be understood",
            })
    void aKernelThatDoesNotDescribeItselfIsReadThroughNetlink(String mount, String why) throws Exception {
        try (var crowd = Crowd.of(MANY)) {
            var look = RestrictedLook.withOtherBtf(mount, SourceChoice.AUTO, crowd.ids());

            assertThat(look.exitCode()).isZero();
            assertThat(look.lines())
                    .anyMatch(line ->
                            line.startsWith("problem: the source bpf cannot be used on kernel") && line.contains(why));
            for (long id : crowd.ids()) {
                assertThat(look.namespace(id)).contains("source=NETLINK");
            }
        }
    }

    @Test
    void aNamespaceWithItsOwnTableIsAskedThroughNetlink() throws Exception {
        try (var namespace = TestNamespace.withOwnTable(4096);
                var every = new EveryState(namespace, Family.V4_MAPPED)) {
            var report = Looks.at(namespace, SourceChoice.BPF);

            assertThat(report.source()).contains(SourceKind.NETLINK);
            assertThat(report.connections()).contains(every.expected());
            assertThat(report.problems()).isEmpty();
        }
    }

    @Test
    void aNamespaceWithItsOwnTableIsReadThroughProcByWhomMayNotEnterIt() throws Exception {
        try (var namespace = TestNamespace.withOwnTable(4096);
                var every = new EveryState(namespace, Family.IPV4)) {
            var look = RestrictedLook.withOnly(List.of("bpf", "perfmon"), SourceChoice.BPF, namespace.id());

            assertThat(look.namespace(namespace.id()))
                    .contains("source=PROC connections=" + every.expected().counts());
        }
    }

    private static String kernel() {
        return System.getProperty("os.version");
    }
}
