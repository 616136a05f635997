package dev.connstate.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The classes of others that a program has loaded when it is at work. They are written down once, not watched in each
 * build: no two runs load the same ones.
 *
 * @param names beside those that every Java program loads, which the runtime knows itself
 */
record ClassList(String names) {
    private static final String CLASS = ".class";

    static ClassList of(Image image) throws IOException {
        try (var in = ClassList.class.getResourceAsStream(image.repository() + ".classes")) {
            return new ClassList(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * What the JVM reads.
     *
     * @param common {@code lib/classlist} of a runtime
     * @param own jars of this project, all of whose classes are meant
     */
    String with(Path common, List<Path> own) throws IOException {
        var all = new ArrayList<String>();
        try (var lines = Files.lines(common)) {
            lines.filter(line -> !line.startsWith("#")).forEach(all::add);
        }
        names.lines().forEach(all::add);
        for (var path : own) {
            try (var jar = new JarFile(path.toFile())) {
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(CLASS))
                        .map(name -> name.substring(0, name.length() - CLASS.length()))
                        .sorted()
                        .forEach(all::add);
            }
        }
        return String.join("\n", all) + "\n";
    }
}
