package dev.connstate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Finding;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FindingTextTest {
    private final List<Finding> findings = Golden.cases("diagnose")
            .flatMap(folder -> DiagnosisCaptures.read(folder.resolve("in-diagnosis.json")).findings().stream())
            .toList();

    @Property(tries = 150)
    void isNeverWiderThanAsked(@ForAll @IntRange(min = 1, max = 150) int width) {
        for (var finding : findings) {
            assertThat(FindingText.lines(finding, width))
                    .allSatisfy(line -> assertThat(Columns.of(line.text())).isLessThanOrEqualTo(width));
        }
    }

    /** From the least width that can be read, no word gets lost, and none is shown that a terminal would obey. */
    @Property(tries = 100)
    void saysItAll(@ForAll @IntRange(min = 40, max = 200) int width) {
        for (var finding : findings) {
            var text =
                    FindingText.lines(finding, width).stream().map(Line::text).reduce("", String::concat);
            assertThat(text).doesNotContainPattern("\\p{Cntrl}");
            assertThat(squeezed(text)).contains(squeezed(finding.verdict().summary()));
            finding.verdict()
                    .advice()
                    .forEach(advice -> assertThat(squeezed(text)).contains(squeezed(advice.text())));
        }
    }

    @Test
    void wordsAreBrokenOnlyWhereTheyMust() {
        assertThat(Wrapped.lines("one two  three", 7)).containsExactly("one two", "three");
        assertThat(Wrapped.lines("a 日本語日本語 b", 7)).containsExactly("a", "日本語", "日本語", "b");
        assertThat(Wrapped.lines("32768\t60999", 80)).containsExactly("32768 60999");
        assertThat(Wrapped.lines("", 80)).containsExactly("");
    }

    private static String squeezed(String text) {
        return Columns.printable(text).replace(" ", "");
    }
}
