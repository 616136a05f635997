package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that the chart makes is what each supported Kubernetes, and those whose kinds it uses, take: kubeconform says so. */
class ConformanceIT {
    private static Map<String, Schemas> schemas;

    @TempDir
    private static Path manifests;

    @BeforeAll
    static void render() throws IOException {
        var kinds = new HashSet<String>();
        for (var one : Case.all("render")) {
            Files.writeString(manifests.resolve(one + ".yaml"), one.render());
            one.objects().forEach(it -> kinds.add(it.getKind()));
        }
        schemas = Schemas.of(kinds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.33", "1.34", "1.35", "1.36"})
    void ofEachVersion(String minor) {
        var call = kubeconform(minor, manifests);
        assertThat(call.out()).contains("Invalid: 0, Errors: 0, Skipped: 0");
        assertThat(call.exitCode()).as(call.out()).isZero();
    }

    @Test
    void anUnknownFieldWouldBeSeen(@TempDir Path folder) throws IOException {
        var wrong =
                Files.readString(manifests.resolve("defaults.yaml")).replace("terminationGracePeriodSeconds", "grace");
        Files.writeString(folder.resolve("wrong.yaml"), wrong);
        assertThat(kubeconform("1.36", folder).out()).contains("'grace' not allowed");
    }

    private static Call kubeconform(String minor, Path folder) {
        var version = schemas.keySet().stream()
                .filter(it -> it.startsWith(minor + "."))
                .findFirst()
                .orElseThrow();
        return Call.of(
                Tools.folder("helm/build").resolve("kubeconform"),
                List.of("-summary", "-schema-location=" + schemas.get(version).location(), folder.toString()));
    }
}
