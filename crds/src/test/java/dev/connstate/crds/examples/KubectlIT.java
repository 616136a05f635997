package dev.connstate.crds.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees in a terminal. {@code -Dgolden.update=true} writes it anew. */
@ExtendWith(KubeApiServerExtension.class)
class KubectlIT {
    private static final Path SCREENS = Path.of("src/test/resources/kubectl");

    @BeforeAll
    static void applyExamples(KubeApiServer server) {
        server.makeNamespace("shop");
        for (var file : filesWithStatus()) {
            server.kubectl("apply", "-n", "shop", "-f", file);
            server.kubectl("apply", "-n", "shop", "--server-side", "--subresource=status", "-f", file);
        }
    }

    @AfterAll
    static void deleteExamples(KubeApiServer server) {
        for (var file : filesWithStatus()) {
            server.kubectl("delete", "-n", "shop", "-f", file);
        }
    }

    private static List<String> filesWithStatus() {
        return Example.all("valid").stream()
                .filter(it -> it.resource("resource.yaml").get("status") != null)
                .map(it -> it.folder().resolve("resource.yaml").toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get connalert -n shop",
                "get connalert -n shop -o wide",
                "get clusterconnalert -o wide",
                "get tr -n shop",
                "get tunerec -n shop -o name",
                "get ctr",
                "get connstate -n shop -o name",
                "explain connectionalert",
                "explain connectionalert.spec",
                "explain connectionalert.spec.signal",
                "explain connectionalert.spec.signal.expression",
                "explain clusterconnectionalert.spec.target",
                "explain tuningrecommendation.status.settings",
            })
    void shows(String command, KubeApiServer server) throws IOException {
        var screen = SCREENS.resolve(command.replace(' ', '_') + ".txt");
        var text = withoutAges(server.kubectl(command.split(" ")));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(screen, text);
        }
        assertThat(text).isEqualTo(Files.readString(screen));
    }

    @Test
    void waitsForAnAlertToEnd(KubeApiServer server) {
        assertThat(server.kubectl("wait", "--for=condition=Firing=false", "--timeout=1s", "clusterconnalert/nodes"))
                .contains("condition met");
    }

    @Test
    void takesTheAlertsOfTheDocumentation(KubeApiServer server) {
        assertThat(server.kubectl("apply", "--dry-run=server", "-f", "../docs/alerts"))
                .hasLineCount(10)
                .doesNotContain("Warning");
    }

    /** An age in a column is of another length each day. */
    private static String withoutAges(String table) {
        return table.lines()
                .map(line -> line.stripTrailing().replaceAll(" {2,}(\\d+[smhdy]){1,2}(?= |$)", "   (age)"))
                .map(line -> line.contains("   ") && !line.startsWith(" ") ? line.replaceAll(" {2,}", "   ") : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
