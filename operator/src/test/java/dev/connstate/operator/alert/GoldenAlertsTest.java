package dev.connstate.operator.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.connstate.crds.alert.AlertSpec;
import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.alert.SignalType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder: an alert and looks in, its course out. {@code -Dgolden.update=true} writes the courses anew. */
class GoldenAlertsTest {
    private static final Path FOLDERS = Path.of("src/test/resources/alert");
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<Path> folders() throws IOException {
        try (var folders = Files.list(FOLDERS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void goesAsCommitted(Path folder) throws IOException {
        var looks = Looks.read(folder.resolve("looks.yaml"));
        var text = course(folder, looks);
        var expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(Files.readString(expected));
        assertThat(looks.about()).as("what the case is about").isNotBlank();
    }

    @Test
    void everySignalFiresAndResolves() throws IOException {
        var seen = EnumSet.noneOf(SignalType.class);
        for (var folder : folders()) {
            var course = Files.readString(folder.resolve("expected.txt"));
            if (course.contains("Firing False Pending") && course.contains("Fired:") && course.contains("Resolved:")) {
                seen.add(spec(alert(folder)).signal().type());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(SignalType.values());
    }

    private static String course(Path folder, Looks looks) throws IOException {
        var alert = alert(folder);
        var rule = Rule.of(spec(alert));
        long generation = 1;
        var state = AlertState.NONE;
        AlertStatus written = null;
        var course = new CourseText();
        for (var look : looks.looks()) {
            if (look.alert().isPresent()) {
                Looks.merge((ObjectNode) alert.path("spec"), look.alert().get());
                rule = Rule.of(spec(alert));
                generation++;
            }
            if (look.restart()) {
                state = AlertState.of(written, rule, generation);
            }
            state = state.after(rule, look.targets(), look.at());
            var next = state.status(written, generation);
            course.look(look, state, written, next);
            written = next == written ? written : throughTheServer(next);
        }
        return course.toString();
    }

    /** A status as it comes back. */
    private static AlertStatus throughTheServer(AlertStatus status) {
        return KUBERNETES.unmarshal(KUBERNETES.asJson(status), AlertStatus.class);
    }

    private static JsonNode alert(Path folder) throws IOException {
        return YAML.readTree(folder.resolve("alert.yaml").toFile());
    }

    private static AlertSpec spec(JsonNode alert) {
        var json = alert.toString();
        return switch (alert.path("kind").asText()) {
            case "ConnectionAlert" ->
                KUBERNETES.unmarshal(json, ConnectionAlert.class).getSpec();
            case "ClusterConnectionAlert" ->
                KUBERNETES.unmarshal(json, ClusterConnectionAlert.class).getSpec();
            default -> throw new AssertionError("no kind of alert: " + alert.path("kind"));
        };
    }
}
