package dev.connstate.charts.dashboard;

/** The kinds of pictures, with Grafana's names and the size that each has of itself. */
enum Look {
    STAT("stat", 4, 4),
    LINES("timeseries", 12, 9),
    STACK("timeseries", 12, 9),
    BARS("bargauge", 12, 9),
    TIMELINE("state-timeline", 24, 7),
    TABLE("table", 24, 9);

    private final String grafana;
    private final int width;
    private final int height;

    Look(String grafana, int width, int height) {
        this.grafana = grafana;
        this.width = width;
        this.height = height;
    }

    String grafana() {
        return grafana;
    }

    /** Of {@link Grafana#COLUMNS}. */
    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Of these only what is so now is asked. */
    boolean isOfNow() {
        return this == STAT || this == BARS || this == TABLE;
    }
}
