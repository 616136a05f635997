package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespacesTest {
    private static final String POD = "0::/kubepods/pod97aaf6d5-2630-49ff-82eb-1927c24a25bd/"
            + "8f31d825a9b04c1fe6d2737c5a8891b0f4e3d2c1b0a998877665544332211000\n";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    private FakeProc proc;
    private Namespaces namespaces;

    @BeforeEach
    void begin() throws IOException, KernelException {
        proc = new FakeProc(directory);
        proc.process(1, "systemd", 1, "0::/init.scope\n").process(2, "kthreadd", 1, "0::/\n");
        var door = new NamespaceDoor(new NoNamespaces(), proc.root());
        namespaces = new Namespaces(proc.root(), new MountedNamespaces(directory.resolve("mounts"), door));
    }

    @Test
    void theHostsIsThatOfTheKernelsThreads() throws IOException {
        proc.process(10, "java", 10, POD).process(11, "sidecar", 10, POD).process(20, "vm", 20, "0::/machine\n");
        assertThat(find(NOW, 1)).isEqualTo(new Found(NamespaceKind.HOST, List.of(1, 2), false));
        assertThat(find(NOW, 10)).isEqualTo(new Found(NamespaceKind.POD, List.of(10, 11), true));
        assertThat(find(NOW, 20)).isEqualTo(new Found(NamespaceKind.OTHER, List.of(20), false));
        assertThat(namespaces.showsOnlyOwnProcesses()).isFalse();
        assertThat(namespaces.hidden()).isZero();
    }

    /** A hostNetwork pod's process does not make the host's namespace a pod's. */
    @Test
    void theHostsNamespaceIsNoPods() throws IOException {
        proc.process(10, "node-exporter", 1, POD);
        assertThat(find(NOW, 1)).isEqualTo(new Found(NamespaceKind.HOST, List.of(1, 2, 10), false));
    }

    @Test
    void ofANodeThatIsAContainerItIsThatOfItsInit() throws IOException {
        proc.end(2);
        proc.process(2, "bash", 2, "0::/\n");
        assertThat(find(NOW, 1).kind).isEqualTo(NamespaceKind.HOST);
        assertThat(find(NOW, 2).kind).isEqualTo(NamespaceKind.OTHER);
    }

    @Test
    void withoutKernelThreadsAndInitNoNamespaceIsTheHosts() throws IOException {
        proc.end(1);
        proc.end(2);
        proc.process(10, "bash", 10, "0::/\n");
        assertThat(find(NOW, 10).kind).isEqualTo(NamespaceKind.OTHER);
    }

    /** As in a container on the host's network that does not show the host's processes. */
    @Test
    void withoutKernelThreadsTheHostsIsTheOneWithTheHostsSettings() throws IOException {
        proc.end(1);
        proc.end(2);
        proc.process(10, "agent", 10, "0::/\n").process(11, "other", 11, "0::/\n");
        Files.createSymbolicLink(directory.resolve("self"), Path.of("10"));
        Files.createDirectories(directory.resolve("sys/net/ipv4"));
        Files.writeString(directory.resolve("sys/net/ipv4/tcp_mem"), "1\t2\t3\n");
        assertThat(find(NOW, 10).kind).isEqualTo(NamespaceKind.HOST);
        assertThat(find(NOW, 11).kind).isEqualTo(NamespaceKind.OTHER);
    }

    @Test
    void processesComeAndGo() throws IOException {
        proc.process(10, "java", 10, POD);
        find(NOW, 10);
        proc.process(11, "late", 10, POD);
        assertThat(find(NOW.plusSeconds(1), 10).pids).containsExactly(10, 11);
        proc.end(10);
        assertThat(find(NOW.plusSeconds(2), 11).pids).containsExactly(11);
        proc.end(11);
        assertThat(namespaces.find(NOW.plusSeconds(3))).hasSize(1);
    }

    @Test
    void aProcessThatMovedIsNoticedWhenItIsAskedAgain() throws IOException {
        proc.process(10, "java", 10, POD).process(11, "mover", 10, POD).process(20, "other", 20, "0::/\n");
        find(NOW, 10);
        Files.delete(proc.net(11).resolve("tcp"));
        Files.createLink(proc.net(11).resolve("tcp"), proc.net(20).resolve("tcp"));
        assertThat(find(NOW.plusSeconds(1), 20).pids).containsExactly(20);
        assertThat(find(NOW.plus(ProcessPlaces.REFRESH), 20).pids).containsExactly(11, 20);
    }

    /** It moves at its beginning, if at all. */
    @Test
    void aProcessThatStaysIsAskedLessOftenButEveryMinute() throws IOException {
        proc.process(10, "java", 10, POD).process(11, "mover", 10, POD).process(20, "other", 20, "0::/\n");
        var now = NOW;
        for (int i = 0; i < 10; i++) {
            find(now, 10);
            now = now.plus(ProcessPlaces.LAST_REFRESH);
        }
        Files.delete(proc.net(11).resolve("tcp"));
        Files.createLink(proc.net(11).resolve("tcp"), proc.net(20).resolve("tcp"));
        var last = now.minus(ProcessPlaces.LAST_REFRESH);
        assertThat(find(last.plus(ProcessPlaces.REFRESH), 20).pids).containsExactly(20);
        assertThat(find(now, 20).pids).containsExactly(11, 20);
        find(now.plusSeconds(1), 20);
        Files.delete(proc.net(11).resolve("tcp"));
        Files.createLink(proc.net(11).resolve("tcp"), proc.net(10).resolve("tcp"));
        assertThat(find(now.plus(ProcessPlaces.REFRESH), 10).pids).containsExactly(10, 11);
    }

    @Test
    void aNamespaceMayBecomeAPods() throws IOException {
        proc.process(10, "runc:[1:CHILD]", 10, "0::/system.slice/containerd.service\n");
        assertThat(find(NOW, 10).kind).isEqualTo(NamespaceKind.OTHER);
        Files.writeString(directory.resolve("10/cgroup"), POD);
        assertThat(find(NOW.plus(ProcessPlaces.REFRESH), 10).kind).isEqualTo(NamespaceKind.POD);
    }

    @Test
    void aProcessThatHidesIsCountedAndAZombieIsNot() throws IOException {
        Files.createDirectories(directory.resolve("30"));
        proc.process(31, "zombie", 31, "0::/\n");
        Files.delete(proc.net(31).resolve("tcp"));
        assertThat(namespaces.find(NOW)).hasSize(1);
        assertThat(namespaces.hidden()).isEqualTo(1);
    }

    @Test
    void withoutProcessOneOthersAreHidden() throws IOException {
        proc.process(40, "mine", 1, "0::/\n").end(1);
        namespaces.find(NOW);
        assertThat(namespaces.showsOnlyOwnProcesses()).isTrue();
    }

    private Found find(Instant now, int pid) {
        long id = proc.namespaceOf(pid);
        return namespaces.find(now).stream()
                .filter(namespace -> namespace.id() == id)
                .map(it -> new Found(
                        it.kind(),
                        it.pids(),
                        it.pod().equals(Optional.of(new Pod("97aaf6d5-2630-49ff-82eb-1927c24a25bd")))))
                .findFirst()
                .orElseThrow();
    }

    private record Found(NamespaceKind kind, List<Integer> pids, boolean isOurPod) {}
}
