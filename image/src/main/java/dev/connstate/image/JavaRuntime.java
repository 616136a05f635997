package dev.connstate.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The Java that runs this, cut to the modules that a program needs.
 *
 * @param version as its vendor calls it: {@code Temurin-25.0.3+9}
 */
record JavaRuntime(Path home, String version) {
    /** @throws ImageException when this Java cannot be cut */
    static JavaRuntime current() throws IOException {
        var home = Path.of(System.getProperty("java.home"));
        var release = new Properties();
        try (var lines = Files.newBufferedReader(home.resolve("release"))) {
            release.load(lines);
        }
        var version = release.getProperty("IMPLEMENTOR_VERSION", release.getProperty("JAVA_RUNTIME_VERSION"));
        return new JavaRuntime(home, version.replace("\"", ""));
    }

    /**
     * Into a folder that is not there yet. By a process of its own: linking twice in one JVM gives different files.
     *
     * @throws ImageException with the words of jlink
     */
    void link(List<String> modules, Path folder) throws IOException, InterruptedException {
        var program = home.resolve("bin", "jlink");
        if (!Files.isExecutable(program)) {
            throw new ImageException("the Java in %s has no jlink: set JAVA_HOME to a whole JDK".formatted(home));
        }
        var jlink = new ProcessBuilder(
                        program.toString(),
                        "--add-modules",
                        String.join(",", modules),
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(jlink.getInputStream().readAllBytes());
        if (jlink.waitFor() != 0) {
            throw new ImageException("jlink of %s: %s".formatted(home, said.strip()));
        }
    }
}
