package dev.connstate.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that a program has loaded when it is at work. They are written down once, not watched in each build: no two
 * runs load the same ones.
 *
 * @param own beside those that every Java program loads, which the runtime knows itself
 */
record ClassList(String own) {
    static ClassList of(Image image) throws IOException {
        try (var in = ClassList.class.getResourceAsStream(image.repository() + ".classes")) {
            return new ClassList(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** @param common {@code lib/classlist} of a runtime */
    String with(Path common) throws IOException {
        try (var lines = Files.lines(common)) {
            return Stream.concat(lines.filter(line -> !line.startsWith("#")), own.lines())
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }
}
