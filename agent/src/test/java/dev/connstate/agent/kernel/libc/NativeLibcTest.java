package dev.connstate.agent.kernel.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibcTest {

    private final NativeLibc libc = new NativeLibc();

    @AfterEach
    void close() {
        libc.close();
    }

    @Test
    void whatIsNotThereCannotBeOpened() {
        assertThatThrownBy(() -> libc.open("/proc/0/ns/net", Libc.O_RDONLY))
                .hasMessage("open /proc/0/ns/net: ENOENT (no such file, or the kernel has no handler for this request)")
                .isInstanceOfSatisfying(
                        KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    }

    @Test
    void aFileThatIsNoNamespaceCannotBeEntered() throws KernelException {
        int fd = libc.open("/proc/self/stat", Libc.O_RDONLY | Libc.O_CLOEXEC);
        try {
            assertErrno(Errno.EINVAL, () -> libc.setns(fd, Libc.CLONE_NEWNET));
        } finally {
            libc.close(fd);
        }
    }

    @Test
    void aSocketIsOpenUntilItIsClosed() throws KernelException {
        int fd = libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, 4);
        libc.close(fd);
        try (var arena = Arena.ofConfined()) {
            var message = arena.allocate(16);
        }
    }

    @Test
    void aSocketOfNoFamilyIsRefused() {
        assertThatThrownBy(() -> libc.socket(-1, Libc.SOCK_RAW, 0)).isInstanceOf(KernelException.class);
    }

    /** errno is where the thread that made the instance left it. */
    @Test
    void anotherThreadCannotUseIt() {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var elsewhere = CompletableFuture.runAsync(() -> libc.close(-1), thread);
            assertThatThrownBy(elsewhere::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WrongThreadException.class);
        }
    }

    @Test
    void aFileOfAnOpenDirectoryIsReadToItsEnd(@TempDir Path path) throws IOException {
        var text = "0123456789".repeat(5_000); // longer than what is read at once
        Files.writeString(path.resolve("long"), text);
        try (var directory = new OpenDirectory(libc, path)) {
            int file = directory.open("long");
            var bytes = new byte[60_000];
            int length = 0;
            for (int read = directory.read(file, bytes, 0); read > 0; read = directory.read(file, bytes, length)) {
                length += read;
            }
            directory.close(file);
            assertThat(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
                    .isEqualTo(text);
        }
    }

    @Test
    void aFileOfAnOpenDirectoryHasItsInode(@TempDir Path path) throws IOException {
        Files.createFile(path.resolve("file"));
        try (var directory = new OpenDirectory(libc, path)) {
            assertThat(directory.inode("file")).isEqualTo(Files.getAttribute(path.resolve("file"), "unix:ino"));
            int file = directory.open("file");
            assertThat(libc.inode(file)).isEqualTo(directory.inode("file"));
            directory.close(file);
            assertErrno(Errno.ENOENT, () -> directory.inode("other"));
            assertErrno(Errno.ENOENT, () -> directory.open("other"));
        }
    }

    private static void assertErrno(int errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KernelException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }
}
