package dev.connstate.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a machine computes with. Images are for that of the machine that builds them: their Java runs meanwhile. */
enum Architecture {
    AMD64("amd64", "/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu", "linux-x86-64"),
    ARM64("aarch64", "/lib/ld-linux-aarch64.so.1", "/lib/aarch64-linux-gnu", "linux-aarch64");

    private final String java;
    private final Path loader;
    private final Path libraries;
    private final String jna;

    Architecture(String java, String loader, String libraries, String jna) {
        this.java = java;
        this.loader = Path.of(loader);
        this.libraries = Path.of(libraries);
        this.jna = jna;
    }

    /** @throws ImageException where it is another one */
    static Architecture ofThisMachine() {
        var name = System.getProperty("os.arch");
        return Stream.of(values())
                .filter(it -> it.java.equals(name))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        "images are for amd64 or arm64, and this machine is %s: build them on another"
                                .formatted(name)));
    }

    /** As images call it. */
    String platform() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The program that starts programs, where the linker looks for it, whatever the distribution. */
    Path loader() {
        return loader;
    }

    /** Where glibc may be: as Debian has it, and as others do. */
    List<Path> libraryFolders() {
        return List.of(libraries, Path.of("/lib64"));
    }

    /** As JNA calls it in its jar. */
    String jna() {
        return jna;
    }
}
