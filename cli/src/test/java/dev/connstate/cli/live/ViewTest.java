package dev.connstate.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.cli.output.Captures;
import dev.connstate.cli.output.DiagnosisCaptures;
import dev.connstate.cli.output.Golden;
import dev.connstate.cli.output.Line;
import dev.connstate.cli.output.SnapshotText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jline.utils.AttributedString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewTest {
    private static final String STATUS = "every 2s   metrics http://127.0.0.1:43121/metrics   q quits";

    /** In folders where something is wrong. */
    private static final String FINDINGS = "in-diagnosis.json";

    private final List<Frame> frames = cases().map(ViewTest::frame).toList();

    static Stream<Path> cases() {
        return Golden.cases("run");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void blocksAndScreensAreAsCommitted(Path folder) throws IOException {
        var frame = frame(folder);
        Golden.check(
                folder,
                Stream.of("in-1-snapshot.json", "in-2-snapshot.json", FINDINGS)
                        .filter(name -> Files.exists(folder.resolve(name)))
                        .toList(),
                Map.of(
                        "out-block.txt", SnapshotText.join(View.block(frame)),
                        "out-screen-80x24.txt", SnapshotText.join(View.screen(frame, 80, 24)),
                        "out-screen-120x40.txt", SnapshotText.join(View.screen(frame, 120, 40))));
    }

    @Property(tries = 300)
    void aScreenNeverOutgrowsTheTerminal(
            @ForAll @IntRange(min = 1, max = 200) int columns, @ForAll @IntRange(min = 1, max = 80) int rows) {
        for (var frame : frames) {
            assertThat(View.screen(frame, columns, rows))
                    .hasSizeLessThanOrEqualTo(rows)
                    .allSatisfy(line -> assertThat(new AttributedString(line.text()).columnLength())
                            .isLessThanOrEqualTo(columns));
        }
    }

    @Property(tries = 30)
    void theFirstScreenHasNoMovements(@ForAll @IntRange(min = 1, max = 80) int rows) {
        for (var frame : frames) {
            var first = new Frame(frame.report(), Optional.empty(), frame.findings(), STATUS);
            assertThat(View.screen(first, 120, rows))
                    .extracting(Line::text)
                    .noneMatch(text -> text.startsWith("KERNEL COUNTERS"));
        }
    }

    static Frame frame(Path folder) {
        var before = Captures.read(folder.resolve("in-1-snapshot.json"));
        var findings = folder.resolve(FINDINGS);
        return new Frame(
                Captures.read(folder.resolve("in-2-snapshot.json")),
                Optional.of(before),
                Files.exists(findings) ? DiagnosisCaptures.read(findings).findings() : List.of(),
                STATUS);
    }
}
