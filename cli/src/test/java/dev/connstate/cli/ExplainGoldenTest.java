package dev.connstate.cli;

import dev.connstate.cli.output.Golden;
import dev.connstate.diagnosis.explain.PageText;
import dev.connstate.diagnosis.explain.Pages;
import dev.connstate.diagnosis.explain.TextLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainGoldenTest {
    private static final Pages PAGES = Pages.read();

    static Stream<Path> cases() {
        return Golden.cases("explain");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pagesAreAsCommitted(Path folder) throws IOException {
        var topic = Files.readString(folder.resolve("in-topic")).strip();
        var markdown = PAGES.explain(topic).orElseThrow().source();
        Golden.check(
                folder,
                List.of("in-topic"),
                Map.of(
                        "out-100.txt", text(markdown, 100),
                        "out-60.txt", text(markdown, 60),
                        "out.md", markdown));
    }

    private static String text(String markdown, int width) {
        return PageText.of(markdown, width).stream().map(TextLine::text).collect(Collectors.joining("\n", "", "\n"));
    }
}
