package dev.connstate.cli.output;

import dev.connstate.report.NodeReport;

/** The forms of {@code -o}. */
public enum OutputFormat {
    TABLE,
    WIDE,
    JSON,
    YAML;

    public String render(NodeReport report) {
        return switch (this) {
            case TABLE -> SnapshotText.of(report, Detail.NORMAL);
            case WIDE -> SnapshotText.of(report, Detail.WIDE);
            case JSON -> SnapshotJson.json(report);
            case YAML -> SnapshotJson.yaml(report);
        };
    }
}
