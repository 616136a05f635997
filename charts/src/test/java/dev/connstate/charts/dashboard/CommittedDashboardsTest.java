package dev.connstate.charts.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart has is what is made here. */
class CommittedDashboardsTest {
    private static final String COMMAND =
            "./test -pl charts -Dtest=CommittedDashboardsTest -DskipITs -Dgolden.update=true";
    private static final Path EMPTY = Path.of("src/test/resources/dashboards/empty.yaml");

    static List<Dashboard> dashboards() {
        return Dashboards.ALL;
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void areWhatIsMade(Dashboard dashboard) throws IOException {
        compare(Shipped.FOLDER.resolve(dashboard.file()), Json.text(new Grafana(dashboard).json()));
    }

    @Test
    void thereAreNoOthers() throws IOException {
        try (var files = Files.list(Shipped.FOLDER)) {
            assertThat(files)
                    .extracting(it -> it.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(
                            Dashboards.ALL.stream().map(Dashboard::file).toList());
        }
    }

    /** For who asks a cluster that is well: which panels have a right to show nothing, and when. */
    @Test
    void soIsTheListOfPanelsThatMayBeEmpty() throws IOException {
        var list = Dashboards.ALL.stream()
                .map(dashboard -> dashboard
                        .panels()
                        .filter(it -> !it.emptyWhen().isEmpty())
                        .map(it -> "  %s: %s\n".formatted(quoted(it.title()), quoted(it.emptyWhen())))
                        .collect(Collectors.joining("", dashboard.uid() + ":\n", "")))
                .filter(it -> it.lines().count() > 1)
                .collect(Collectors.joining(
                        "",
                        "# Panels that show nothing in a cluster that is well, and when. Made by: " + COMMAND + "\n",
                        ""));
        compare(EMPTY, list);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static void compare(Path file, String made) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertThat(file).as("To write it anew: " + COMMAND).hasContent(made);
    }
}
