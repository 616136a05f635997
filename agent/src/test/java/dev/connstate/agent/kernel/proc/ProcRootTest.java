package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcRootTest {
    @TempDir
    private Path directory;

    @Test
    void processesAreTheDirectoriesNamedByANumber() throws IOException {
        for (var name : new String[] {"1", "4194304", "self", "sys", "1a", "12345678901"}) {
            Files.createDirectory(directory.resolve(name));
        }
        assertThat(new ProcRoot(directory).pids()).containsExactlyInAnyOrder(1, 4194304);
    }

    @Test
    void whatCannotBeListedShowsNoProcess() {
        assertThat(new ProcRoot(directory.resolve("gone")).pids()).isEmpty();
    }

    @Test
    void aSysctlIsNamedWithDots() {
        assertThat(new ProcRoot(Path.of("/host/proc")).sysctl("net.ipv4.tcp_rmem"))
                .isEqualTo(Path.of("/host/proc/sys/net/ipv4/tcp_rmem"));
    }

    @Test
    void theFilesOfTheThreadAreThoseOfTheProcessWhereThreadsAreNotShown() throws IOException {
        var proc = new ProcRoot(directory);
        assertThat(proc.netOfThread()).isEqualTo(directory.resolve("self/net"));
        Files.createDirectories(directory.resolve("thread-self/net"));
        assertThat(proc.netOfThread()).isEqualTo(directory.resolve("thread-self/net"));
    }

    @Test
    void aNamespaceIsToldByTheInodeOfItsTable() throws IOException {
        var one = Files.createDirectories(directory.resolve("1/net"));
        var same = Files.createDirectories(directory.resolve("2/net"));
        var other = Files.createDirectories(directory.resolve("3/net"));
        Files.createFile(one.resolve("tcp"));
        Files.createLink(same.resolve("tcp"), one.resolve("tcp"));
        Files.createFile(other.resolve("tcp"));
        assertThat(ProcRoot.namespaceId(one)).isPresent().isEqualTo(ProcRoot.namespaceId(same));
        assertThat(ProcRoot.namespaceId(other)).isPresent().isNotEqualTo(ProcRoot.namespaceId(one));
        assertThat(ProcRoot.namespaceId(directory.resolve("4/net"))).isEmpty();
    }

    @Test
    void theRealThreadIsInTheNamespaceOfItsProcess() {
        var proc = new ProcRoot(Path.of("/proc"));
        assertThat(ProcRoot.namespaceId(proc.netOfThread())).isPresent().isEqualTo(ProcRoot.namespaceId(proc.net((int)
                ProcessHandle.current().pid())));
    }
}
