package dev.connstate.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The copy in the chart is what the records say. */
class CommittedCrdsTest {
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS = CustomResources.KINDS;
    private static final Path CHART = Path.of("..", "charts", "connstate", "files", "crds");
    private static final String COMMAND = "./test -pl crds -Dtest=CommittedCrdsTest -DskipITs -Dgolden.update=true";

    @ParameterizedTest
    @FieldSource("KINDS")
    void isWhatTheRecordsSay(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        var file = CHART.resolve(HasMetadata.getFullResourceName(kind) + ".yaml");
        var generated = "# Made from the records of module crds by: " + COMMAND + "\n" + CustomResources.yaml(kind);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(CHART);
            Files.writeString(file, generated);
        }
        assertThat(file)
                .as("%s is not what the records say. To write it anew: %s", file.getFileName(), COMMAND)
                .exists()
                .hasContent(generated);
    }

    @Test
    void ofNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(CHART)) {
            assertThat(files).hasSize(KINDS.size());
        }
    }
}
