package dev.connstate.cli;

import dev.connstate.agent.testing.ChildJvm;
import dev.connstate.agent.testing.TestNamespace;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Who may do nothing in particular: the user who tests, or where that is root, nobody with a copy of the class path that
 * nobody can read.
 */
final class Unprivileged implements AutoCloseable {
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all", "--");

    private final Path copy;
    private final List<String> become;

    Unprivileged() throws IOException {
        copy = Files.createTempDirectory(
                "connstate-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        become = root ? NOBODY : List.of();
    }

    /** Skips the test where such a user cannot have a user namespace; with {@code CI=true} fails it. */
    void mustHaveUserNamespaces() throws Exception {
        var words = new ArrayList<>(become);
        words.addAll(List.of("unshare", "--user", "--map-root-user", "--net", "--"));
        words.addAll(List.of(ChildJvm.command(Connstate.class)).subList(0, 1));
        words.add("-version");
        var trial = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(trial.getInputStream().readAllBytes()).strip();
        if (trial.waitFor() != 0) {
            var sentence = "this test makes a user namespace without being root, which fails: " + said;
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(sentence);
            }
            Assumptions.abort(sentence);
        }
    }

    Process run(String... arguments) throws IOException {
        return run(List.of(), arguments);
    }

    /** The command in a network namespace of somebody else's, which takes root to enter. */
    Process runInside(TestNamespace namespace, String... arguments) throws IOException {
        return run(namespace.command().command(), arguments);
    }

    private Process run(List<String> enter, String... arguments) throws IOException {
        var words = new ArrayList<>(enter);
        words.addAll(become);
        var classPath = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classPath.add(copied(Path.of(entry)).toString());
        }
        for (var word : ChildJvm.command(Connstate.class, (Object[]) arguments)) {
            words.add(
                    word.equals(System.getProperty("java.class.path"))
                            ? String.join(File.pathSeparator, classPath)
                            : word);
        }
        return new ProcessBuilder(words)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .start();
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(copy, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A file or a folder of classes, under a name of its own. */
    private Path copied(Path entry) throws IOException {
        var target = copy.resolve(Long.toHexString(entry.toString().hashCode()) + "-" + entry.getFileName());
        if (!Files.exists(entry)) {
            return target;
        }
        try (var all = Files.walk(entry)) {
            for (var file : all.toList()) {
                var to = target.resolve(entry.relativize(file).toString());
                Files.copy(file, entry.equals(file) ? target : to);
            }
        }
        return target;
    }
}
