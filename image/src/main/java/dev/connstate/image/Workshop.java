package dev.connstate.image;

import dev.connstate.image.Assembly.Assembled;
import dev.connstate.image.Checkout.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds images into a folder, those that are not there already. */
record Workshop(Assembly assembly, Commit commit, Path folder) {
    private static final long MIB = 1 << 20;

    /** That of a checkout, {@code target/images}. */
    static Workshop of(Path checkout, String version) throws IOException, InterruptedException {
        return in(checkout.resolve("target", "images"), new Checkout(checkout, version));
    }

    static Workshop in(Path folder, Checkout checkout) throws IOException, InterruptedException {
        var architecture = Architecture.ofThisMachine();
        var assembly =
                new Assembly(checkout, architecture, JavaRuntime.current(), CLibrary.ofThisMachine(architecture));
        return new Workshop(assembly, checkout.commit(), Files.createDirectories(folder));
    }

    Path tarball(Image image) {
        return folder.resolve(image.repository() + ".tar");
    }

    Path bill(Image image) {
        return folder.resolve(image.repository() + ".cdx.json");
    }

    /**
     * Builds it if it is not there, from the very same.
     *
     * @return its name, digest and sizes, a line each
     */
    String build(Image image) throws IOException, InterruptedException {
        var note = folder.resolve(image.repository() + ".txt");
        var from = "Built from %s\n".formatted(assembly.inputs(image, commit));
        if (Files.exists(note) && Files.exists(tarball(image))) {
            var noted = Files.readString(note);
            if (noted.endsWith(from)) {
                return noted.substring(0, noted.length() - from.length()).stripTrailing();
            }
        }
        var text = write(image);
        Files.writeString(note, text + "\n" + from);
        return text;
    }

    private String write(Image image) throws IOException, InterruptedException {
        var work = Files.createTempDirectory(folder, "root-");
        var root = new Root(work.resolve("root"));
        try {
            var assembled = assembly.assemble(image, root.folder());
            Files.writeString(bill(image), assembled.bill().text());
            var version = assembly.checkout().version();
            var tarball = Tarball.write(
                    assembled, assembly.architecture(), version, commit, tarball(image), work.resolve("cache"));
            return describe(assembled, tarball);
        } finally {
            new Root(work).delete();
        }
    }

    private static String describe(Assembled assembled, Tarball tarball) throws IOException {
        long unpacked = 0;
        for (var paths : assembled.layers().values()) {
            for (var file : assembled.root().filesBelow(paths)) {
                unpacked += Files.size(assembled.root().resolve(file));
            }
        }
        return """
                %s
                    %s
                    %s
                    %.1f MiB, unpacked %.1f MiB""".formatted(
                        tarball.name(),
                        tarball.digest(),
                        tarball.file(),
                        (double) Files.size(tarball.file()) / MIB,
                        (double) unpacked / MIB);
    }
}
