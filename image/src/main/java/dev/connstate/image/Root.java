package dev.connstate.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The root folder of an image, as it is put together on this machine. */
record Root(Path folder) {
    static final Path JAVA = Path.of("/opt/java");
    static final Path HOME = Path.of("/opt/connstate");
    static final Path LIBRARIES = HOME.resolve("lib");
    static final Path NATIVE = HOME.resolve("native");
    static final Path DOCUMENTS = Path.of("/usr/share/doc");

    /** Of every file: an equal file shall be an equal layer in every version. */
    static final Instant TIME = Instant.ofEpochSecond(1);

    /** A path of the image on this machine. */
    Path resolve(Path inside) {
        return folder.resolve(Path.of("/").relativize(inside));
    }

    /** @return where it is in the image */
    Path copy(Path file, Path inside) throws IOException {
        var target = resolve(inside);
        Files.createDirectories(target.getParent());
        Files.copy(file, target); // what a link leads to
        return inside;
    }

    Path write(Path inside, String text) throws IOException {
        var target = resolve(inside);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
        return inside;
    }

    /** @return where they are in the image, in that order */
    List<Path> copyAll(List<Path> files, Path inside) throws IOException {
        var paths = new ArrayList<Path>();
        for (var file : files) {
            paths.add(copy(file, inside.resolve(file.getFileName().toString())));
        }
        return paths;
    }

    /** Dates every file, since an archive of classes holds to the times of jars and of Java. */
    void date() throws IOException {
        for (var file : filesBelow(List.of(Path.of("/")))) {
            Files.setLastModifiedTime(resolve(file), FileTime.from(TIME));
        }
    }

    void delete() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Files below some paths of the image, folders left out. */
    List<Path> filesBelow(List<Path> paths) throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            try (Stream<Path> all = Files.walk(resolve(path))) {
                all.filter(Files::isRegularFile)
                        .map(file -> Path.of("/").resolve(folder.relativize(file)))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }
}
