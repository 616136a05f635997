package dev.connstate.crds.examples;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with what somebody applies, {@code <kind>/<valid or invalid>/<case>/resource.yaml}. */
record Example(Path folder) {
    private static final Path FOLDERS = Path.of("src/test/resources/examples");

    static List<Example> all(String validity) {
        try (var files = Files.walk(FOLDERS)) {
            return files.filter(it -> it.endsWith("resource.yaml"))
                    .map(Path::getParent)
                    .filter(it -> it.getParent().endsWith(validity))
                    .sorted()
                    .map(Example::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is written, with what our records would not know, too. */
    GenericKubernetesResource resource(String file) {
        try {
            var resource = new KubernetesSerialization()
                    .unmarshal(Files.readString(folder.resolve(file)), GenericKubernetesResource.class);
            if (!resource.getKind().startsWith("Cluster")) {
                resource.getMetadata().setNamespace("default");
            }
            return resource;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return FOLDERS.relativize(folder).toString();
    }
}
