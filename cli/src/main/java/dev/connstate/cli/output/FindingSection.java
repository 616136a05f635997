package dev.connstate.cli.output;

import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import dev.connstate.diagnosis.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is wrong, a line each. */
final class FindingSection {
    private FindingSection() {}

    /** @param findings the worst first */
    static Section of(List<Finding> findings, Instant now) {
        var columns = List.of(
                Column.text("SEVERITY"),
                Column.flexible("WHO"),
                Column.flexible("WHAT"),
                Column.number("SINCE"),
                Column.rest("SUMMARY"));
        var rows = findings.stream().map(finding -> row(finding, now)).toList();
        return new Section("FINDINGS (connstate explain SYMPTOM tells more)", new TextTable(columns, rows), 0);
    }

    private static Row row(Finding finding, Instant now) {
        var verdict = finding.verdict();
        return new Row(
                FindingText.tone(verdict.severity()),
                List.of(
                        Names.of(verdict.severity()),
                        FindingWho.brief(verdict.subject()),
                        verdict.symptom() + "/" + verdict.cause(),
                        Cells.seconds(Duration.between(finding.since(), now)),
                        Columns.printable(verdict.summary())));
    }
}
