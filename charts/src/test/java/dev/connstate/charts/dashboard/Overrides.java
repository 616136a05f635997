package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Json.array;
import static dev.connstate.charts.dashboard.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What some lines or columns of a panel have of their own. */
record Overrides(Panel panel) {
    /** One colour for a state, wherever it is drawn: what is alive is green and blue, what hurts is red. */
    private static final Map<String, String> STATES = colours(
            "established", "#56A64B",
            "listen", "#96D98D",
            "syn_sent", "#FADE2A",
            "syn_recv", "#FF9830",
            "fin_wait1", "#5794F2",
            "fin_wait2", "#8AB8FF",
            "closing", "#3274D9",
            "time_wait", "#A0A7B4",
            "close_wait", "#E02F44",
            "last_ack", "#B877D9",
            "close", "#6E7280");

    private static final Map<String, String> SEVERITIES =
            colours("critical", "#E02F44", "warning", "#FF9830", "info", "#5794F2");

    private static final ObjectNode BACKGROUND = object("type", "color-background", "mode", "basic");

    JsonNode json() {
        return array(Stream.concat(coloured(), panel.look() == Look.TABLE ? columns() : otherUnits()));
    }

    private Stream<ObjectNode> coloured() {
        return Stream.of(STATES, SEVERITIES)
                .filter(_ -> panel.look() == Look.STACK)
                .flatMap(colours -> colours.entrySet().stream())
                .filter(it -> isNamed(STATES.containsKey(it.getKey()) ? "{{state}}" : "{{severity}}"))
                .map(it -> of(it.getKey(), Stream.of(property("color", fixed(it.getValue())))));
    }

    private static ObjectNode fixed(String colour) {
        return object("mode", "fixed", "fixedColor", colour);
    }

    private boolean isNamed(String legend) {
        return panel.queries().stream().anyMatch(it -> it.name().equals(legend));
    }

    private Stream<ObjectNode> columns() {
        var links = panel.labels().stream()
                .filter(label -> linksOn(label).findAny().isPresent())
                .map(label -> of(label, Stream.of(property("links", array(linksOn(label))))));
        var first = panel.queries().getFirst();
        var values = panel.queries().stream()
                .map(it -> of(it.name(), Stream.concat(ofValue(it), it == first ? ofAlarm() : Stream.empty())));
        return Stream.concat(links, values);
    }

    private static Stream<ObjectNode> ofValue(Query query) {
        var unit = property("unit", query.unit().grafana());
        return query.absent().equals(Query.UNKNOWN)
                ? Stream.of(unit)
                : Stream.of(unit, property("noValue", query.absent()));
    }

    private Stream<ObjectNode> ofAlarm() {
        return panel.alarm().isSet()
                ? Stream.of(property("thresholds", thresholds()), property("custom.cellOptions", BACKGROUND))
                : Stream.empty();
    }

    private Stream<ObjectNode> linksOn(String label) {
        return panel.links().stream().filter(it -> lastOf(it).equals(label)).map(it -> it.json(it.ofRow()));
    }

    /** A link is on the label that says most: of namespace and pod on the pod. */
    private String lastOf(Link link) {
        return panel.labels().stream().filter(link.variables()::containsValue).reduce("", (_, later) -> later);
    }

    /** On an axis of their own. */
    private Stream<ObjectNode> otherUnits() {
        return panel.queries().stream()
                .filter(it -> it.unit() != panel.unit())
                .map(it -> object(
                        "matcher",
                        object("id", "byRegexp", "options", it.name().replaceAll("\\{\\{.*?}}", ".*")),
                        "properties",
                        List.of(property("unit", it.unit().grafana()), property("custom.axisPlacement", "right"))));
    }

    private ObjectNode thresholds() {
        return object("mode", "absolute", "steps", array(new Style(panel).steps()));
    }

    private static ObjectNode of(String name, Stream<ObjectNode> properties) {
        return object("matcher", object("id", "byName", "options", name), "properties", array(properties));
    }

    private static ObjectNode property(String id, Object value) {
        return object("id", id, "value", value);
    }

    private static Map<String, String> colours(String... pairs) {
        var colours = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            colours.put(pairs[i], pairs[i + 1]);
        }
        return colours;
    }
}
