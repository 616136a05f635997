package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Json.array;
import static dev.connstate.charts.dashboard.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A dashboard as Grafana takes it, by its schema 39 (Grafana 10.4), which later ones read, too. */
record Grafana(Dashboard dashboard) {
    static final ObjectNode DATASOURCE = object("type", "prometheus", "uid", "${datasource}");

    private static final String OTHERS = """
            {"type": "dashboards", "title": "Connstate", "tags": ["connstate"], "asDropdown": true, "includeVars": true,
             "keepTime": true, "targetBlank": false, "icon": "external link", "url": "",
             "tooltip": "The other dashboards of Connstate"}""";

    private static final String ALERTS = """
            {"name": "Alerts that fire", "datasource": {"type": "prometheus", "uid": "${datasource}"}, "enable": true,
             "hide": false, "iconColor": "red", "step": "60s", "titleFormat": "{{alert_name}}",
             "textFormat": "{{alert_kind}} {{alert_namespace}}/{{alert_name}}, {{severity}}", "useValueForTime": false}""";

    private static final String FIRING = "max by (alert_kind, alert_namespace, alert_name, severity)"
            + " (connstate_alert_firing{cluster=~\"$cluster\"%s}) == 1";

    private static final int SCHEMA = 39;
    static final int COLUMNS = 24;

    JsonNode json() {
        return object(
                "uid", dashboard.uid(),
                "title", "Connstate / " + dashboard.title(),
                "description", dashboard.description(),
                "tags", List.of("connstate"),
                "schemaVersion", SCHEMA,
                "version", 1,
                "editable", false,
                "timezone", "utc",
                "time", object("from", "now-1h", "to", "now"),
                "refresh", "1m",
                // One crosshair for all pictures: what happened at the same time is what one looks for.
                "graphTooltip", 1,
                "links", List.of(Json.parse(OTHERS)),
                "annotations", object("list", List.of(alerts())),
                "templating", object("list", new Variables(dashboard.variables()).json()),
                "panels", panels());
    }

    /** Where a namespace is chosen, its alerts and those of the cluster. */
    private ObjectNode alerts() {
        boolean ofNamespace =
                dashboard.variables().stream().anyMatch(it -> it.label().equals("namespace"));
        return Json.parse(ALERTS).put("expr", FIRING.formatted(ofNamespace ? ",alert_namespace=~\"$namespace|\"" : ""));
    }

    /** From left to right, a new line where one does not fit; ids in the order of reading. */
    private JsonNode panels() {
        var panels = new ArrayList<ObjectNode>();
        int y = 0;
        for (var row : dashboard.rows()) {
            panels.add(object(
                    "id",
                    panels.size() + 1,
                    "type",
                    "row",
                    "title",
                    row.title(),
                    "collapsed",
                    false,
                    "gridPos",
                    position(0, y++, COLUMNS, 1),
                    "panels",
                    List.of()));
            int x = 0;
            int height = 0;
            for (var panel : row.panels()) {
                if (x + panel.width() > COLUMNS) {
                    x = 0;
                    y += height;
                    height = 0;
                }
                var picture = new Picture(panel, dashboard.promql(panel)).json(panels.size() + 1);
                panels.add(picture.set(
                        "gridPos", position(x, y, panel.width(), panel.look().height())));
                x += panel.width();
                height = Math.max(height, panel.look().height());
            }
            y += height;
        }
        return array(panels.stream());
    }

    private static ObjectNode position(int x, int y, int width, int height) {
        return object("x", x, "y", y, "w", width, "h", height);
    }
}
