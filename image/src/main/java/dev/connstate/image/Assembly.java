package dev.connstate.image;

import dev.connstate.image.Checkout.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/** Puts the root folder of an image together. */
record Assembly(Checkout checkout, Architecture architecture, JavaRuntime java, CLibrary libc) {
    /** What JNA would otherwise write to a temporary folder. */
    private static final String NATIVE = "com/sun/jna/%s/libjnidispatch.so";

    /** Some libraries ask who they are. */
    private static final String USERS = "root:x:0:0:root:/:/none\nconnstate:x:%1$d:%1$d:connstate:/:/none\n";

    private static final String GROUPS = "root:x:0:\nconnstate:x:%d:\n";

    /**
     * An image's files: what changes least comes first, so that versions share it.
     *
     * @param layers by name, the paths below which their files are
     */
    record Assembled(Image image, Program program, Root root, Bill bill, Map<String, List<Path>> layers) {}

    /** Whatever an image depends on, in a line. */
    String inputs(Image image, Commit commit) throws IOException {
        var program = Program.of(image, checkout.classPath(image), java.version());
        return "%s of %s, %s for %s, glibc %s, version %s of commit %s"
                .formatted(
                        image.repository(),
                        program.id(),
                        java.version(),
                        architecture.platform(),
                        libc.version(),
                        checkout.version(),
                        commit.revision().orElse("none"));
    }

    /** @param folder a new one */
    Assembled assemble(Image image, Path folder) throws IOException, InterruptedException {
        var root = new Root(folder);
        var home = root.resolve(Root.JAVA);
        Files.createDirectories(home.getParent());
        java.link(image.javaModules(), home);
        for (var file : libc.files()) {
            root.copy(file.toRealPath(), file);
        }
        var jars = checkout.classPath(image);
        var program = Program.of(image, jars, java.version());
        root.copyAll(jars, Root.LIBRARIES);
        unpackNative(jars, root);
        root.write(program.arguments(), program.argumentsText());
        root.date();
        archive(program, root);

        var bill = Bill.of(checkout.bill(image), java, image.javaModules(), libc);
        var documents = Root.DOCUMENTS.resolve(image.repository());
        root.write(documents.resolve("sbom.cdx.json"), bill.text());
        root.copy(checkout.license(), documents.resolve("LICENSE"));
        root.write(Path.of("/etc/passwd"), USERS.formatted(image.user()));
        root.write(Path.of("/etc/group"), GROUPS.formatted(image.user()));
        return new Assembled(image, program, root, bill, layers(program, root, documents));
    }

    private Map<String, List<Path>> layers(Program program, Root root, Path documents) {
        var runtime = new ArrayList<>(libc.files());
        runtime.add(Root.JAVA);
        var libraries = new ArrayList<Path>();
        var own = new ArrayList<Path>();
        for (var jar : program.classPath()) {
            (isOwn(jar) ? own : libraries).add(jar);
        }
        if (Files.exists(root.resolve(Root.NATIVE))) {
            libraries.add(Root.NATIVE);
        }
        own.addAll(List.of(program.arguments(), program.archive(), documents, Path.of("/etc")));
        var layers = new LinkedHashMap<String, List<Path>>();
        layers.put("java", runtime);
        layers.put("libraries", libraries);
        layers.put("program", own);
        return layers;
    }

    private static boolean isOwn(Path jar) {
        return jar.getFileName().toString().startsWith("connstate");
    }

    private void unpackNative(List<Path> jars, Root root) throws IOException {
        var name = NATIVE.formatted(architecture.jna());
        for (var path : jars) {
            try (var jar = new JarFile(path.toFile())) {
                var entry = jar.getEntry(name);
                if (entry != null) {
                    var target = root.resolve(Root.NATIVE.resolve(Path.of(name).getFileName()));
                    Files.createDirectories(target.getParent());
                    Files.copy(jar.getInputStream(entry), target);
                }
            }
        }
    }

    private static void archive(Program program, Root root) throws IOException, InterruptedException {
        var list = Path.of("/classes");
        var common = root.resolve(Root.JAVA.resolve("lib/classlist"));
        var own = program.classPath().stream()
                .filter(Assembly::isOwn)
                .map(root::resolve)
                .toList();
        root.write(list, ClassList.of(program.image()).with(common, own));
        new Chroot(root.folder()).run(program.dump(list));
        Files.delete(root.resolve(list));
    }
}
