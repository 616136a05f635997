package dev.connstate.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program in its image.
 *
 * @param classPath in the image
 * @param id of what it runs: the jars, Java and its options
 */
record Program(Image image, List<Path> classPath, String id) {
    private static final int ID_LENGTH = 12;

    /** @param jars on this machine */
    static Program of(Image image, List<Path> jars, String java) {
        var classPath = jars.stream()
                .map(jar -> Root.LIBRARIES.resolve(jar.getFileName().toString()))
                .toList();
        return new Program(image, classPath, id(jars, java, image.options()));
    }

    /** Classes as the JVM has them in memory. The id is in its name since the JVM sees only a jar's size and time. */
    Path archive() {
        return Root.HOME.resolve("%s-%s.jsa".formatted(image.repository(), id));
    }

    /** What {@code java @file} reads. */
    Path arguments() {
        return Root.HOME.resolve(image.repository() + ".arguments");
    }

    /** How a container starts. */
    List<String> entrypoint() {
        return List.of(Root.JAVA.resolve("bin/java").toString(), "@" + arguments());
    }

    /** The content of that file. */
    String argumentsText() {
        var lines = new ArrayList<>(options());
        lines.add("-XX:SharedArchiveFile=" + archive());
        lines.addAll(withClassPath());
        lines.add(image.mainClass());
        return String.join("\n", lines) + "\n";
    }

    /** To be run in the root folder: writes the archive. */
    List<String> dump(Path classList) {
        var words = new ArrayList<>(List.of(Root.JAVA.resolve("bin/java").toString()));
        words.addAll(options());
        words.addAll(List.of(
                "-Xshare:dump",
                "-XX:-AOTClassLinking", // with it no two archives are equal
                "-XX:SharedClassListFile=" + classList,
                "-XX:SharedArchiveFile=" + archive(),
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        words.addAll(withClassPath());
        return words;
    }

    private List<String> options() {
        var all = new ArrayList<>(image.options());
        all.add("-Dconnstate.build=" + id);
        all.add("-Djna.boot.library.path=" + Root.NATIVE); // it would unpack it to a /tmp that may not be there
        return all;
    }

    private List<String> withClassPath() {
        return List.of("-cp", classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
    }

    private static String id(List<Path> jars, String java, List<String> options) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((java + options).getBytes());
            for (var jar : jars) {
                digest.update(jar.getFileName().toString().getBytes());
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every Java has it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
