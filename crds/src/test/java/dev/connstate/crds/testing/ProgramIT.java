package dev.connstate.crds.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramIT {
    @Test
    void endsWithItsFolderWhenTheJvmIsKilled(@TempDir Path folder) throws Exception {
        var removed = Files.createDirectory(folder.resolve("removed"));
        var jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sleeper.class.getName(),
                        removed.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(new BufferedReader(new InputStreamReader(jvm.getInputStream())).readLine())
                .isEqualTo("started");
        var children = jvm.descendants().toList();
        assertThat(children).isNotEmpty();

        jvm.destroyForcibly().waitFor();

        for (var child : children) {
            child.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(removed).doesNotExist();
    }

    @Test
    void isNotRunningAfterItHasEndedByItself(@TempDir Path folder) throws Exception {
        try (var program = Program.start(folder.resolve("log"), Path.of("echo"), List.of("I give up"))) {
            for (int i = 0; i < 100 && program.isRunning(); i++) {
                Thread.sleep(100);
            }
            assertThat(program.isRunning()).isFalse();
            assertThat(program.lastWords()).isEqualTo("I give up");
        }
    }

    static final class Sleeper {
        private Sleeper() {}

        public static void main(String... arguments) throws InterruptedException {
            var folder = Path.of(arguments[0]);
            Program.startAndRemove(folder, folder.resolve("log"), Path.of("sleep"), List.of("1000"));
            System.out.println("started");
            Thread.sleep(1_000_000);
        }
    }
}
