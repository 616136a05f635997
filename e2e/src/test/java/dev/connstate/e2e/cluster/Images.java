package dev.connstate.e2e.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The images of this checkout, and how they come to the cluster. */
final class Images {
    static final String VERSION = System.getProperty("connstate.version");

    private static final Path BUILT = Path.of("..", "target", "images");

    private Images() {}

    /** Gives the archives to the command that {@code e2e/run} was told. */
    static void load() throws Exception {
        var archives = new ArrayList<Path>();
        try (var built = Files.list(BUILT)) {
            built.filter(file -> file.toString().endsWith(".tar")).sorted().forEach(archives::add);
        }
        archives.add(ToolsImage.build(Path.of("target", "tools.tar")));
        for (var archive : archives) {
            System.out.printf("  %s: %.1f MiB%n", archive.getFileName(), Files.size(archive) / 1048576.0);
        }
        var words = new ArrayList<>(List.of("sh", "-c", System.getProperty("connstate.load") + " \"$@\"", "load"));
        archives.forEach(
                archive -> words.add(archive.toAbsolutePath().normalize().toString()));
        Command.of(words.toArray(String[]::new)).run();
    }
}
