package dev.connstate.charts.dashboard;

/** What a number is of, with Grafana's name for it. */
enum Unit {
    COUNT("short"),
    SHARE("percentunit"),
    PER_SECOND("ops"),
    PACKETS_PER_SECOND("pps"),
    SECONDS("s"),
    BYTES("bytes"),
    BYTES_PER_SECOND("Bps"),
    CORES("suffix: cores"),
    PAGES("suffix: pages"),
    NONE("none");

    private final String grafana;

    Unit(String grafana) {
        this.grafana = grafana;
    }

    String grafana() {
        return grafana;
    }
}
