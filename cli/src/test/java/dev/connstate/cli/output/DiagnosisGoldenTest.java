package dev.connstate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisGoldenTest {
    private static final String INPUT = "in-diagnosis.json";

    static Stream<Path> cases() {
        return Golden.cases("diagnose");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allFormsAreAsCommitted(Path folder) throws IOException {
        var diagnosed = DiagnosisCaptures.read(folder.resolve(INPUT));
        Golden.check(
                folder,
                List.of(INPUT),
                Map.of(
                        "out-table-100.txt", SnapshotText.join(DiagnosisText.lines(diagnosed, 100)),
                        "out-table-72.txt", SnapshotText.join(DiagnosisText.lines(diagnosed, 72)),
                        "out-diagnosis.yaml", DiagnosisJson.yaml(diagnosed)));
    }

    /** The input is what the command writes, to the byte: so nothing gets lost or renamed on the way. */
    @ParameterizedTest
    @MethodSource("cases")
    void jsonComesBackAsItWas(Path folder) throws IOException {
        var json = Files.readString(folder.resolve(INPUT));
        assertThat(DiagnosisJson.json(DiagnosisCaptures.parse(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSchemaAccepts(Path folder) throws IOException {
        var diagnosed = DiagnosisCaptures.read(folder.resolve(INPUT));
        assertThat(DiagnosisSchema.json(DiagnosisJson.json(diagnosed))).isEmpty();
        assertThat(DiagnosisSchema.yaml(DiagnosisJson.yaml(diagnosed))).isEmpty();
    }

    @Test
    void theSchemaRefuses() throws IOException {
        var json = Files.readString(
                Path.of("src/test/resources/diagnose/two-faults").resolve(INPUT));
        for (var spoiled : List.of(
                json.replaceFirst("\"severity\" : \"Critical\"", "\"severity\" : \"CRITICAL\""),
                json.replaceFirst("\"scope\" : \"PodNetNS\"", "\"scope\" : \"Pod\""),
                json.replaceFirst("\"kind\" : \"Application\",", "\"kind\" : \"PodSysctl\","),
                json.replaceFirst("\"cause\" : \"[a-z-]+\",", ""),
                json.replaceFirst("\"port\" : [0-9]+", "\"port\" : 65536"))) {
            assertThat(spoiled).isNotEqualTo(json);
            assertThat(DiagnosisSchema.json(spoiled)).isNotEmpty();
        }
    }
}
