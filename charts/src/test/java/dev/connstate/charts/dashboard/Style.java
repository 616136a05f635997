package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Json.array;
import static dev.connstate.charts.dashboard.Json.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** How a panel looks, but for what some of its lines or columns have of their own. */
record Style(Panel panel) {
    private static final String YES_AND_NO = """
            {"type": "value", "options": {
              "0": {"text": "no", "color": "%s", "index": 0},
              "1": {"text": "yes", "color": "%s", "index": 1}}}""";

    /** Points where there are few, or a value alone between two gaps would not be seen. */
    private static final String LINES = """
            {"drawStyle": "line", "lineWidth": 1, "fillOpacity": %d, "showPoints": "auto", "spanNulls": false,
             "stacking": {"mode": "%s", "group": "A"}, "thresholdsStyle": {"mode": "%s"}}""";

    private static final String LAST = """
            {"calcs": ["lastNotNull"], "fields": "", "values": false}""";

    ObjectNode defaults() {
        boolean table = panel.look() == Look.TABLE;
        var steps = table ? Stream.of(step("text")) : steps();
        var json = object(
                "unit", panel.unit().grafana(),
                "noValue", Query.UNKNOWN, // and not zero
                "links",
                        table
                                ? array(Stream.of())
                                : array(panel.links().stream().map(it -> it.json(it.ofLine()))),
                "color", object("mode", isOfLines() ? "palette-classic" : "thresholds"),
                "thresholds", object("mode", "absolute", "steps", array(steps)),
                "custom", custom());
        return switch (panel.look()) {
            case STAT, LINES, STACK, BARS -> json.put("min", 0);
            case TIMELINE -> json.set("mappings", array(Stream.of(yesAndNo())));
            case TABLE -> json;
        };
    }

    private ObjectNode yesAndNo() {
        return Json.parse(
                panel.alarm().isSet() ? YES_AND_NO.formatted("green", "red") : YES_AND_NO.formatted("text", "blue"));
    }

    /** From green on. */
    Stream<ObjectNode> steps() {
        var alarm = panel.alarm();
        return Stream.of(
                        Stream.of(step(alarm.isSet() ? "green" : "text")),
                        alarm.warnAt().stream().mapToObj(it -> step("orange").put("value", it)),
                        alarm.criticalAt().stream().mapToObj(it -> step("red").put("value", it)))
                .flatMap(it -> it);
    }

    private static ObjectNode step(String colour) {
        return object("color", colour, "value", null);
    }

    private boolean isOfLines() {
        return panel.look() == Look.LINES || panel.look() == Look.STACK;
    }

    private ObjectNode custom() {
        return switch (panel.look()) {
            case STAT, BARS -> object();
            case TABLE -> object("align", "auto", "filterable", true);
            case TIMELINE -> object("fillOpacity", 70, "lineWidth", 0);
            case LINES -> Json.parse(LINES.formatted(10, "none", panel.alarm().isSet() ? "dashed" : "off"));
            case STACK -> Json.parse(LINES.formatted(60, "normal", "off"));
        };
    }

    ObjectNode options() {
        var first = panel.queries().getFirst().name();
        return Json.parse(
                switch (panel.look()) {
                    // A name instead of a number where the name is what is told.
                    case STAT -> """
                            {"reduceOptions": %s, "colorMode": "value", "graphMode": "none", "textMode": "%s"}""".formatted(LAST, first.contains("{{") ? "name" : "auto");
                    case BARS -> """
                            {"reduceOptions": %s, "orientation": "horizontal", "displayMode": "basic"}""".formatted(LAST);
                    case TABLE -> """
                            {"showHeader": true, "cellHeight": "sm", "sortBy": [{"displayName": "%s", "desc": true}]}""".formatted(first);
                    case TIMELINE -> """
                            {"showValue": "never", "rowHeight": 0.8, "mergeValues": true,
                             "legend": {"showLegend": true, "displayMode": "list", "placement": "bottom"}}""";
                    case LINES, STACK -> """
                            {"legend": {"showLegend": true, "displayMode": "table", "placement": "bottom",
                                "calcs": ["lastNotNull", "max"], "sortBy": "Max", "sortDesc": true},
                             "tooltip": {"mode": "multi", "sort": "desc"}}""";
                });
    }
}
