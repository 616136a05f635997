package dev.connstate.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    private static final String JAVA = "Temurin-25.0.3+9";

    @TempDir
    private Path folder;

    /** The JVM would go on with the classes of the archive: it compares size and time, and all times are the same here. */
    @Test
    void aJarOfTheSameSizeHasAnArchiveOfItsOwn() throws IOException {
        var jar = folder.resolve("a.jar");
        Files.writeString(jar, "one");
        var before = Program.of(Image.AGENT, List.of(jar), JAVA);
        Files.writeString(jar, "two");
        assertThat(Program.of(Image.AGENT, List.of(jar), JAVA).archive()).isNotEqualTo(before.archive());
        Files.writeString(jar, "one");
        assertThat(Program.of(Image.AGENT, List.of(jar), JAVA)).isEqualTo(before);
        assertThat(Program.of(Image.AGENT, List.of(jar), "another").archive()).isNotEqualTo(before.archive());
    }

    @Test
    void theClassPathIsThatOfTheImageInItsOrder() throws IOException {
        var jars = List.of(folder.resolve("z.jar"), folder.resolve("a.jar"));
        for (var jar : jars) {
            Files.writeString(jar, "");
        }
        assertThat(Program.of(Image.LAB, jars, JAVA).argumentsText())
                .contains("\n-cp\n/opt/connstate/lib/z.jar:/opt/connstate/lib/a.jar\ndev.connstate.cli.Connstate\n");
    }
}
