package dev.connstate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final TextTable TABLE = new TextTable(
            List.of(Column.text("ID"), Column.droppable("KIND"), Column.flexible("WHO"), Column.number("SYN\nSENT")),
            List.of(Row.of("1", "Host", "systemd(1)", "12"), Row.of("22", "Pod", "a-rather-long-name(123456)", "3")));

    @Test
    void standsInColumnsUnderItsHeaders() {
        assertThat(SnapshotText.join(TABLE.lines(80))).isEqualTo("""
                                                               SYN
                        ID  KIND  WHO                         SENT
                        1   Host  systemd(1)                    12
                        22  Pod   a-rather-long-name(123456)     3
                        """);
    }

    @Test
    void givesUpWhatItMayWhenItIsNarrow() {
        assertThat(SnapshotText.join(TABLE.lines(24))).isEqualTo("""
                                             SYN
                        ID WHO              SENT
                        1  systemd(1)         12
                        22 a-rather-long-n…    3
                        """);
    }

    @Test
    void aSentenceHasTheRestOrNothing() {
        var table = new TextTable(
                List.of(Column.flexible("WHO"), Column.rest("SUMMARY")),
                List.of(Row.of("systemd(1)", "Its accept queue never drains.")));
        assertThat(table.lines(60)).extracting(Line::text).contains("systemd(1)  Its accept queue never drains.");
        assertThat(table.lines(32)).extracting(Line::text).contains("systemd(1)  Its accept queue ne…");
        assertThat(table.lines(31)).extracting(Line::text).containsExactly("WHO", "systemd(1)");
    }

    @Property(tries = 100)
    void isNeverWiderThanAsked(@ForAll @IntRange(min = 0, max = 120) int width) {
        assertThat(TABLE.lines(width))
                .hasSize(4)
                .allSatisfy(line -> assertThat(Columns.of(line.text())).isLessThanOrEqualTo(width));
    }

    @Test
    void wideCharactersTakeTwoColumnsAndControlsNone() {
        assertThat(Columns.of("日本")).isEqualTo(4);
        assertThat(Columns.cut("日本語", 5)).isEqualTo("日本…");
        assertThat(Columns.printable("a\u001b[31mb\n")).isEqualTo("a.[31mb.");
    }
}
