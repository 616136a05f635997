package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.agent.kernel.libc.OpenDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcFileTest {
    @TempDir
    private Path directory;

    /** A sysctl gives nothing to a second read, which a reader that begins with one byte makes. */
    @Test
    void aSysctlIsReadWhole() throws Exception {
        var file = Path.of("/proc/sys/net/ipv4/tcp_rmem");
        var cat = new ProcessBuilder("cat", file.toString()).start();
        var shown = new String(cat.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(cat.waitFor()).isZero();
        assertThat(ProcFile.read(file)).isEqualTo(shown).matches("\\d+\\t\\d+\\t\\d+\\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 100_000})
    void aFileIsReadWholeWhateverItsSize(int size) throws IOException {
        var text = "x".repeat(size);
        assertThat(ProcFile.read(Files.writeString(directory.resolve("file"), text)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 100_000})
    void soIsOneOfAnOpenDirectory(int size) throws IOException {
        Files.writeString(directory.resolve("file"), "x".repeat(size));
        var text = new ProcText();
        try (var libc = new NativeLibc();
                var open = new OpenDirectory(libc, directory)) {
            text.read(open, "file");
            assertThat(text.toString()).isEqualTo("x".repeat(size));
            assertThatThrownBy(() -> text.read(open, "gone"))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessage(directory.resolve("gone").toString());
            assertThat(text.isEmpty()).isTrue();
        }
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThatThrownBy(() -> ProcFile.read(directory.resolve("gone"))).isInstanceOf(NoSuchFileException.class);
    }

    /** Even root cannot read a setting that is only for writing. */
    @Test
    void whatMayNotBeReadIsToldFromWhatIsNotThere() {
        assertThatThrownBy(() -> ProcFile.read(Path.of("/proc/sys/net/ipv4/route/flush")))
                .isInstanceOf(AccessDeniedException.class);
    }
}
