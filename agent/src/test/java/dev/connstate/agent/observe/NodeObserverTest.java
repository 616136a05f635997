package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.testing.Golden;
import dev.connstate.agent.kernel.testing.KernelFolder;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole looks at captured files. The processes' numbers are above any that a kernel gives. */
class NodeObserverTest {
    private static final Path EXPECTED = Path.of("src/test/resources/node-report.txt");
    private static final int JAVA = 900_000_010;
    private static final int OLD = 900_000_020;
    private static final String POD = "0::/kubepods/pod97aaf6d5-2630-49ff-82eb-1927c24a25bd/"
            + "8f31d825a9b04c1fe6d2737c5a8891b0f4e3d2c1b0a998877665544332211000\n";

    @TempDir
    private Path directory;

    private FakeProc proc;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @BeforeEach
    void begin() throws IOException {
        proc = new FakeProc(directory.resolve("proc"));
        proc.process(1, "systemd", 1, "0::/init.scope\n").process(2, "kthreadd", 1, "0::/\n");
        proc.process(JAVA, "java", JAVA, POD).process(JAVA + 1, "nginx", JAVA, POD);
        proc.process(OLD, "postgres", OLD, "0::/system.slice/postgresql.service\n");
        copy("6.18.44-debian12", JAVA);
        copy("6.1-by-hand", OLD);
        for (var file : new String[] {"snmp", "netstat", "sockstat"}) {
            Files.writeString(proc.net(1).resolve(file), "");
        }
        Files.writeString(proc.net(1).resolve("tcp"), "  sl  local_address rem_address\n");
        Files.writeString(proc.net(1).resolve("udp"), "  sl  local_address rem_address\n");
        Files.createDirectories(directory.resolve("proc/self/net"));
        Files.copy(proc.net(OLD).resolve("softnet_stat"), directory.resolve("proc/self/net/softnet_stat"));
        proc.holds(JAVA, 5, "socket:[50613176]")
                .holds(JAVA, 6, "socket:[50613184]")
                .holds(JAVA + 1, 3, "socket:[50614316]")
                .holds(OLD, 9, "socket:[30231]")
                .holds(OLD, 10, "socket:[30401]");
    }

    @Test
    void aCapturedProcGivesTheCommittedReport() throws IOException {
        // The host's numbers are taken from any namespace, and two kernels are no host.
        rewrite(
                proc.net(OLD).resolve("sockstat"),
                Files.readString(proc.net(JAVA).resolve("sockstat")));
        try (var observer = observer(SourceChoice.PROC, Selection.ALL)) {
            var names = Map.of(
                    proc.namespaceOf(1), "of process 1",
                    proc.namespaceOf(JAVA), "of java",
                    proc.namespaceOf(OLD), "of postgres");
            Golden.check(
                    EXPECTED,
                    ReportText.of(ordered(observer.observe()), names::get)
                            .replace(directory.toString(), "<directory>"));
        }
    }

    @Test
    void withoutTheRightToEnterTheRestIsShownAndItIsSaidOnce() {
        try (var observer = observer(SourceChoice.AUTO, Selection.ALL)) {
            var report = observer.observe();
            assertThat(report.namespaces()).hasSize(3);
            assertThat(report.problems())
                    .filteredOn(problem -> problem.contains("cannot be entered"))
                    .singleElement()
                    .asString()
                    .startsWith("3 namespaces cannot be entered");
        }
    }

    /** Of a process that ends just then the kernel says the same as of one that may not be entered. */
    @Test
    void whatEndsWhileItIsEnteredIsNotRefused() {
        var libc = new NoNamespaces(path -> {
            if (path.equals(proc.path().resolve(OLD + "/ns/net").toString())) {
                end(OLD);
                throw new KernelException("open " + path, Errno.EACCES);
            }
        });
        try (var observer =
                new NodeObserver(settings(proc.path(), SourceChoice.AUTO, Selection.ALL), libc, () -> now)) {
            var report = observer.observe();
            assertThat(report.namespaces()).hasSize(2);
            assertThat(report.problems())
                    .anySatisfy(problem -> assertThat(problem).startsWith("2 namespaces cannot be entered"));
        }
    }

    @Test
    void onlyWhatIsSelectedIsLookedAt() {
        try (var observer = observer(SourceChoice.PROC, new Selection(Set.of(17L), Set.of(JAVA + 1, 5)))) {
            var report = observer.observe();
            assertThat(report.namespaces()).extracting(NamespaceReport::id).containsExactly(proc.namespaceOf(JAVA));
            assertThat(report.problems())
                    .contains(
                            "there is no network namespace 17 (any more, or for us to see)",
                            "there is no process 5 (any more, or for us to see)");
        }
    }

    /** A peer's FIN moves no number, so that CLOSE_WAIT shows when the tables got old. */
    @Test
    void tablesAreReadAgainWhenNumbersMovedOrTheyGotOld() throws IOException {
        try (var observer = observer(SourceChoice.PROC, new Selection(Set.of(), Set.of(OLD)))) {
            assertThat(closeWait(observer)).isEqualTo(2);
            var tcp = proc.net(OLD).resolve("tcp");
            rewrite(tcp, Files.readString(tcp).replace(" 01 ", " 08 "));
            now = now.plusSeconds(1);
            assertThat(closeWait(observer)).isEqualTo(2);
            var sockstat = proc.net(OLD).resolve("sockstat");
            rewrite(sockstat, Files.readString(sockstat).replace("tw 1", "tw 2"));
            assertThat(closeWait(observer)).isEqualTo(4);
            rewrite(tcp, Files.readString(tcp).replace(" 08 ", " 01 "));
            now = now.plus(AgentSettings.DEFAULTS.tablesDeadline());
            assertThat(closeWait(observer)).isEqualTo(1);
        }
    }

    @Test
    void aTableThatIsNoneIsUnknownAndNotZero() throws IOException {
        rewrite(proc.net(OLD).resolve("tcp"), "");
        try (var observer = observer(SourceChoice.PROC, new Selection(Set.of(), Set.of(OLD)))) {
            var namespace = observer.observe().namespaces().getFirst();
            assertThat(namespace.connections()).isEmpty();
            assertThat(namespace.source()).isEmpty();
            assertThat(namespace.problems())
                    .containsExactly("its sockets cannot be read through proc: %s is empty"
                            .formatted(proc.net(OLD).resolve("tcp")));
        }
    }

    @Test
    void aNamespaceThatVanishedCostsOnlyItself() throws IOException {
        try (var observer = observer(SourceChoice.PROC, Selection.ALL)) {
            assertThat(observer.observe().namespaces()).hasSize(3);
            Files.delete(proc.net(OLD).resolve("tcp"));
            now = now.plus(Duration.ofSeconds(1));
            assertThat(observer.observe().namespaces()).hasSize(2);
        }
    }

    @Test
    void whatIsNoProcIsRefusedWithASentence() {
        var settings = settings(directory, SourceChoice.PROC, Selection.ALL);
        assertThatThrownBy(() -> new NodeObserver(settings, new NoNamespaces(), () -> now))
                .isInstanceOf(AgentException.class)
                .hasMessage(
                        directory
                                + " is not a proc filesystem: it shows no process; give the mount point of one, /proc as a rule");
    }

    @Test
    void everyDescriptorIsClosedAgain() {
        var libc = new NoNamespaces();
        try (var observer =
                new NodeObserver(settings(proc.path(), SourceChoice.AUTO, Selection.ALL), libc, () -> now)) {
            observer.observe();
            assertThat(libc.open()).isEqualTo(2); // the way home, and the files of the thread
        }
        assertThat(libc.open()).isZero();
    }

    private void end(int pid) {
        try {
            proc.end(pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long closeWait(NodeObserver observer) {
        return observer.observe()
                .namespaces()
                .getFirst()
                .connections()
                .orElse(ConnectionCounts.NONE)
                .of(TcpState.CLOSE_WAIT);
    }

    private NodeObserver observer(SourceChoice source, Selection selection) {
        return new NodeObserver(settings(proc.path(), source, selection), new NoNamespaces(), () -> now);
    }

    private AgentSettings settings(Path proc, SourceChoice source, Selection selection) {
        return new AgentSettings(
                proc, directory.resolve("mounts"), source, selection, AgentSettings.DEFAULTS.tablesDeadline(), 100);
    }

    /** Inodes are given in no order. */
    private NodeReport ordered(NodeReport report) {
        var namespaces = report.namespaces().stream()
                .sorted(Comparator.comparing(it -> it.pids().getFirst()))
                .toList();
        return new NodeReport(
                report.node(), report.takenAt(), report.host(), namespaces, report.problems(), report.cost());
    }

    private void copy(String kernel, int pid) throws IOException {
        var folder = KernelFolder.of(kernel);
        for (var file : folder.files()) {
            if (file.startsWith("proc/net/") && !file.endsWith(".broken")) {
                var target = proc.net(pid).resolve(file.substring("proc/net/".length()));
                Files.createDirectories(target.getParent());
                rewrite(target, Files.readString(folder.file(file)));
            }
        }
    }

    /** In place: the inode is the namespace. */
    private static void rewrite(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
