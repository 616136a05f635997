package dev.connstate.charts.dashboard;

import java.util.List;

/** Panels below one heading. */
record Row(String title, List<Panel> panels) {
    Row {
        panels = List.copyOf(panels);
    }

    static Row of(String title, Panel... panels) {
        return new Row(title, List.of(panels));
    }
}
