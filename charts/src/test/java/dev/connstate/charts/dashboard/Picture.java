package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Json.array;
import static dev.connstate.charts.dashboard.Json.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A panel as Grafana takes it.
 *
 * @param expressions of its queries, in their order
 */
record Picture(Panel panel, List<String> expressions) {
    /** As long as scrapes may be apart; {@code $__rate_interval} is four of it. */
    private static final String MIN_INTERVAL = "1m";

    ObjectNode json(int id) {
        var style = new Style(panel);
        var json = object(
                "id", id,
                "type", panel.look().grafana(),
                "title", panel.title(),
                "description", panel.description(),
                "datasource", Grafana.DATASOURCE,
                "interval", MIN_INTERVAL,
                "targets", array(queries().mapToObj(this::target)),
                "fieldConfig", object("defaults", style.defaults(), "overrides", new Overrides(panel).json()),
                "options", style.options());
        if (panel.look() == Look.TABLE) {
            json.set("transformations", array(Stream.of(object("id", "merge", "options", object()), columns())));
        }
        return json;
    }

    private ObjectNode target(int query) {
        boolean now = panel.look().isOfNow();
        var asked = object("refId", reference(query), "datasource", Grafana.DATASOURCE);
        asked.put("expr", expressions.get(query));
        asked.put("legendFormat", panel.queries().get(query).name());
        asked.put("format", panel.look() == Look.TABLE ? "table" : "time_series");
        return asked.put("instant", now).put("range", !now);
    }

    /** Labels first, then the values in their order, by their titles. */
    private ObjectNode columns() {
        var order = object();
        var names = object();
        queries()
                .forEach(i -> names.put(
                        "Value #" + reference(i), panel.queries().get(i).name()));
        if (expressions.size() == 1) { // then Grafana names it so
            names.put("Value", panel.queries().getFirst().name());
        }
        Stream.concat(Stream.of("cluster"), panel.labels().stream()).forEach(it -> order.put(it, order.size()));
        names.fieldNames().forEachRemaining(it -> order.put(it, order.size()));
        var options = object("excludeByName", object("Time", true), "indexByName", order, "renameByName", names);
        return object("id", "organize", "options", options);
    }

    private IntStream queries() {
        return IntStream.range(0, expressions.size());
    }

    private static String reference(int query) {
        return Character.toString('A' + query);
    }
}
