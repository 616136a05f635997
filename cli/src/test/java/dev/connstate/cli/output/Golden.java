package dev.connstate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Folders of {@code in-*} and {@code out-*} files: a new case is a new folder. {@code -Dgolden.update=true} writes the
 * outputs anew.
 */
public final class Golden {
    private static final Path RESOURCES = Path.of("src/test/resources");

    private Golden() {}

    public static Stream<Path> cases(String suite) {
        try (var folders = Files.list(RESOURCES.resolve(suite))) {
            return folders.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The outputs are exactly those of the folder, and beside them there are only the inputs. */
    public static void check(Path folder, List<String> inputs, Map<String, String> outputs) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            for (var output : outputs.entrySet()) {
                Files.writeString(folder.resolve(output.getKey()), output.getValue());
            }
        }
        var expected = new TreeMap<String, String>();
        var names = new TreeSet<>(inputs);
        for (var name : outputs.keySet()) {
            names.add(name);
            expected.put(name, Files.readString(folder.resolve(name)));
        }
        assertThat(outputs).containsExactlyInAnyOrderEntriesOf(expected);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
