package dev.connstate.charts;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A folder with the values that somebody installs with, {@code <kind>/<case>/values.yaml}. */
record Case(Path folder) {
    private static final Path FOLDERS = Path.of("src/test/resources");
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final Map<Case, List<HasMetadata>> MADE = new ConcurrentHashMap<>();

    static List<Case> all(String kind) {
        try (var folders = Files.list(FOLDERS.resolve(kind))) {
            return folders.sorted().map(Case::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Case rendered(String name) {
        return new Case(FOLDERS.resolve("render").resolve(name));
    }

    Path values() {
        return folder.resolve("values.yaml");
    }

    String render() {
        return Helm.template(values()).expectOutput();
    }

    List<HasMetadata> objects() {
        return MADE.computeIfAbsent(
                this,
                _ -> documents(render())
                        .map(it -> (HasMetadata) SERIALIZATION.unmarshal(it))
                        .toList());
    }

    /** The only one of that kind whose name ends so. */
    <T extends HasMetadata> T object(Class<T> kind, String nameEnd) {
        return kind.cast(object(kind.getSimpleName(), nameEnd));
    }

    HasMetadata object(String kind, String nameEnd) {
        return objects().stream()
                .filter(it -> it.getKind().equals(kind))
                .filter(it -> it.getMetadata().getName().endsWith(nameEnd))
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s renders no %s …%s".formatted(this, kind, nameEnd)));
    }

    static Stream<String> documents(String text) {
        return Stream.of(text.split("(?m)^---\\n")).filter(it -> !it.isBlank());
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
