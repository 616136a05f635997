package dev.connstate.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.connstate.image.Assembly.Assembled;
import dev.connstate.image.Checkout.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image as a file: what {@code docker save} writes, which every container engine can load.
 *
 * @param name {@code connstate-agent:0.1.0}
 * @param digest of its manifest, the same wherever it was built from the same
 */
record Tarball(String name, Path file, String digest) {
    private static final String PREFIX = "org.opencontainers.image.";

    static Tarball write(
            Assembled assembled, Architecture architecture, String version, Commit commit, Path file, Path cache)
            throws IOException, InterruptedException {
        var image = assembled.image();
        var name = image.repository() + ":" + version;
        try {
            var plan = Jib.fromScratch()
                    .setPlatforms(Set.of(new Platform(architecture.platform(), "linux")))
                    .setCreationTime(commit.time())
                    .setUser(image.user() + ":" + image.user())
                    .setWorkingDirectory(AbsoluteUnixPath.get("/"))
                    .setEntrypoint(assembled.program().entrypoint())
                    .setLabels(labels(assembled, version, commit));
            for (var layer : assembled.layers().entrySet()) {
                plan.addFileEntriesLayer(layer(layer.getKey(), assembled.root(), layer.getValue()));
            }
            plan.addFileEntriesLayer(scratch(assembled.root()));
            var container = plan.containerize(Containerizer.to(TarImage.at(file).named(name))
                    .setOfflineMode(true)
                    .setToolName("connstate")
                    .setBaseImageLayersCache(cache)
                    .setApplicationLayersCache(cache));
            return new Tarball(name, file, container.getDigest().toString());
        } catch (InvalidImageReferenceException e) {
            throw new ImageException("'%s' cannot be the name of an image".formatted(name));
        } catch (IOException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // jib's others are of registries
        }
    }

    private static Map<String, String> labels(Assembled assembled, String version, Commit commit) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(PREFIX + "title", assembled.image().repository());
        labels.put(PREFIX + "description", assembled.image().title());
        labels.put(PREFIX + "version", version);
        commit.revision().ifPresent(it -> labels.put(PREFIX + "revision", it));
        labels.put(PREFIX + "created", commit.time().toString());
        labels.put(PREFIX + "licenses", "Apache-2.0");
        labels.put("dev.connstate.build", assembled.program().id());
        return labels;
    }

    /** Java writes certificates there, and a pod may mount something over it. */
    private static FileEntriesLayer scratch(Root root) throws IOException {
        var folder = Files.createDirectories(root.resolve(Path.of("/tmp")));
        return FileEntriesLayer.builder()
                .setName("tmp")
                .addEntry(folder, AbsoluteUnixPath.get("/tmp"), FilePermissions.fromOctalString("777"), Root.TIME)
                .build();
    }

    private static FileEntriesLayer layer(String name, Root root, List<Path> paths) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        for (var inside : root.filesBelow(paths)) {
            var file = root.resolve(inside);
            var permissions = FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644");
            layer.addEntry(file, AbsoluteUnixPath.get(inside.toString()), permissions, Root.TIME);
        }
        return layer.build();
    }
}
