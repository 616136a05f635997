package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart makes of values. {@code -Dgolden.update=true} writes it anew. */
class RenderIT {
    static List<Case> cases() {
        return Case.all("render");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWhatIsCommitted(Case one) throws IOException {
        var rendered = Case.documents(one.render())
                .map(RenderIT::withoutFiles)
                .collect(Collectors.joining("---\n", "---\n", ""));
        var file = one.folder().resolve("rendered.yaml");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, rendered);
        }
        assertThat(file).hasContent(rendered);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theNotesAreWhatIsCommitted(Case one) throws IOException {
        var said = new Helm(Optional.empty())
                .output(
                        "install",
                        "connstate",
                        "-n=connstate",
                        "--dry-run=client",
                        "--values=" + one.values(),
                        "connstate");
        var notes = said.substring(said.indexOf("\nNOTES:\n") + 1);
        var file = one.folder().resolve("notes.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, notes);
        }
        assertThat(file).hasContent(notes);
    }

    /** They are thousands of lines, and committed once already. */
    private static String withoutFiles(String document) {
        return document.contains("\nkind: CustomResourceDefinition\n")
                ? document.replaceFirst("(?s)\nspec:\n.*", "\nspec: {} # as in files/crds\n")
                : document.replaceFirst("(?s)\ndata:\n  (\\S+\\.json): .*", "\ndata: {} # files/dashboards/$1\n");
    }

    @Test
    void definitionsAreThoseOfTheFiles() throws IOException {
        var rendered = Case.rendered("defaults").objects().stream()
                .filter(CustomResourceDefinition.class::isInstance)
                .map(CustomResourceDefinition.class::cast)
                .collect(Collectors.toMap(it -> it.getMetadata().getName(), it -> it));
        try (var files = Files.list(Helm.CHART.resolve("files/crds"))) {
            for (var file : files.toList()) {
                var committed = Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
                var made = rendered.remove(committed.getMetadata().getName());
                assertThat(made.getSpec()).isEqualTo(committed.getSpec());
                assertThat(made.getMetadata().getAnnotations()).containsEntry("helm.sh/resource-policy", "keep");
            }
        }
        assertThat(rendered).isEmpty();
    }

    @Test
    void dashboardsAreThoseOfTheFiles() throws IOException {
        var rendered = Case.rendered("monitoring").objects().stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .filter(it -> it.getMetadata().getLabels().containsKey("grafana_dashboard"))
                .flatMap(it -> it.getData().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().strip()));
        try (var files = Files.list(Helm.CHART.resolve("files/dashboards"))) {
            for (var file : files.toList()) {
                assertThat(rendered.remove(file.getFileName().toString()))
                        .isEqualTo(Files.readString(file).strip());
            }
        }
        assertThat(rendered).isEmpty();
    }

    @Test
    void lintHasNothingToSay() {
        var said = new Helm(Optional.empty()).output("lint", "--strict", "--quiet", Helm.CHART.toString());
        assertThat(said).isEmpty();
    }
}
