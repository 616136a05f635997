package dev.connstate.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Maven built of this project, and which commit of it that is. */
record Checkout(Path folder, String version) {
    /**
     * @param revision of git, with {@code -dirty} where files differ from it; empty outside of a git checkout
     * @param time when it was committed
     */
    record Commit(Optional<String> revision, Instant time) {
        private static final Commit NONE = new Commit(Optional.empty(), Instant.EPOCH);
    }

    /** The jars of an image's program in the order of its class path, its own first. */
    List<Path> classPath(Image image) throws IOException {
        var target = folder.resolve(image.module(), "target");
        var jars = new ArrayList<Path>();
        jars.add(target.resolve(image.jar()));
        for (var jar : Files.readString(target.resolve("classpath")).strip().split(File.pathSeparator)) {
            jars.add(Path.of(jar));
        }
        return jars;
    }

    /** The bill of materials of its libraries, CycloneDX in JSON. */
    Path bill(Image image) {
        return folder.resolve(image.module(), "target", "bom.json");
    }

    Path license() {
        return folder.resolve("LICENSE");
    }

    Commit commit() throws IOException, InterruptedException {
        var said = git("log", "-1", "--format=%H %ct");
        if (said.isEmpty()) {
            return Commit.NONE;
        }
        var words = said.get().split(" ");
        boolean dirty = !git("status", "--porcelain").orElse("").isEmpty();
        return new Commit(
                Optional.of(words[0] + (dirty ? "-dirty" : "")), Instant.ofEpochSecond(Long.parseLong(words[1])));
    }

    private Optional<String> git(String... arguments) throws InterruptedException {
        var words = new ArrayList<>(List.of("git", "-C", folder.toString()));
        words.addAll(List.of(arguments));
        try {
            var git = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes()).strip();
            return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no git on this machine
        }
    }
}
