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

class SnapshotGoldenTest {
    static Stream<Path> cases() {
        return Golden.cases("snapshot");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allFormsAreAsCommitted(Path folder) throws IOException {
        var report = Captures.read(folder.resolve("in-snapshot.json"));
        Golden.check(
                folder,
                List.of("in-snapshot.json"),
                Map.of(
                        "out-table.txt", OutputFormat.TABLE.render(report),
                        "out-wide.txt", OutputFormat.WIDE.render(report),
                        "out-snapshot.yaml", OutputFormat.YAML.render(report)));
    }

    /** The input is what the command writes, to the byte: so nothing gets lost or renamed on the way. */
    @ParameterizedTest
    @MethodSource("cases")
    void jsonComesBackAsItWas(Path folder) throws IOException {
        var json = Files.readString(folder.resolve("in-snapshot.json"));
        assertThat(OutputFormat.JSON.render(Captures.parse(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSchemaAccepts(Path folder) throws IOException {
        var report = Captures.read(folder.resolve("in-snapshot.json"));
        assertThat(SnapshotSchema.json(OutputFormat.JSON.render(report))).isEmpty();
        assertThat(SnapshotSchema.yaml(OutputFormat.YAML.render(report))).isEmpty();
    }

    @Test
    void theSchemaRefuses() throws IOException {
        var json = Files.readString(cases().toList().getFirst().resolve("in-snapshot.json"));
        for (var spoiled : List.of(
                json.replaceFirst("\"LAST_ACK\"", "\"LASTACK\""),
                json.replaceFirst("\"kind\" : \"(Host|Pod|Other)\"", "\"kind\" : \"HOST\""),
                json.replaceFirst("\"synReceived\" : [0-9]+,", ""),
                json.replaceFirst("\"port\" : [0-9]+", "\"port\" : 65536"))) {
            assertThat(spoiled).isNotEqualTo(json);
            assertThat(SnapshotSchema.json(spoiled)).isNotEmpty();
        }
    }
}
