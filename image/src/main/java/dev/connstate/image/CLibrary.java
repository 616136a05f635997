package dev.connstate.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The C library of this machine, glibc, which is all that Java needs beside itself.
 *
 * @param files where they are found, and where the image has them
 * @param version {@code 2.36}
 */
record CLibrary(List<Path> files, String version) {
    /** All but the first two are empty since 2.34, but Java's own libraries still name them. */
    private static final List<String> NAMES =
            List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1");

    private static final Pattern RELEASE = Pattern.compile("stable release version ([0-9.]+[0-9])");

    /** @throws ImageException where there is none that the JDK could be linked to */
    static CLibrary ofThisMachine(Architecture architecture) throws IOException {
        var folders = architecture.libraryFolders();
        var folder = folders.stream()
                .filter(it -> Files.exists(it.resolve(NAMES.getFirst())))
                .findFirst()
                .filter(_ -> Files.exists(architecture.loader()))
                .orElseThrow(() -> new ImageException(
                        "images take the C library of this machine, and there is no glibc in %s: build them where there is"
                                .formatted(folders)));
        var files = Stream.concat(
                        Stream.of(architecture.loader()),
                        NAMES.stream().map(folder::resolve).filter(Files::exists))
                .toList();
        return new CLibrary(files, release(folder.resolve(NAMES.getFirst())));
    }

    /** It says so itself, where it is run. */
    private static String release(Path library) throws IOException {
        var greeting = new String(Files.readAllBytes(library), ISO_8859_1);
        var release = RELEASE.matcher(greeting);
        return release.find() ? release.group(1) : "unknown";
    }
}
