package dev.connstate.operator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.connstate.operator.fleet.Target;
import dev.connstate.report.NamespaceReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code looks.yaml}: what the targets of an alert show, look by look, each saying only what differs from the one before.
 * See {@code alert/README.md}.
 */
record Looks(String about, List<Look> looks) {
    static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> NAMES = Set.of("times", "after", "restart", "alert", "targets");

    /**
     * @param restart whether the operator forgot everything before it
     * @param alert what is different in the alert from now on
     */
    record Look(Instant at, boolean restart, Optional<JsonNode> alert, List<Target> targets) {}

    static Looks read(Path file) throws IOException {
        var yaml = YAML.readTree(file.toFile());
        var every = Duration.parse("PT" + yaml.path("every").asText("15s"));
        var looks = new ArrayList<Look>();
        var state = YAML.createObjectNode();
        Map<String, NamespaceReport> last = new HashMap<>();
        var at = BEGIN;
        for (var said : yaml.path("looks")) {
            said.fieldNames().forEachRemaining(name -> {
                if (!NAMES.contains(name)) {
                    throw new AssertionError("%s: '%s' is none of %s".formatted(file, name, NAMES));
                }
            });
            for (int i = 0; i < said.path("times").asInt(1); i++) {
                var step = said.has("after")
                        ? Duration.parse("PT" + said.path("after").asText())
                        : every;
                at = looks.isEmpty() ? BEGIN : at.plus(step);
                merge(state, said.path("targets"));
                looks.add(new Look(
                        at,
                        said.path("restart").asBoolean(),
                        Optional.ofNullable(said.get("alert")),
                        targets(state, every, last)));
            }
        }
        return new Looks(yaml.path("about").asText(), looks);
    }

    private static List<Target> targets(ObjectNode state, Duration every, Map<String, NamespaceReport> last) {
        var targets = new ArrayList<Target>();
        for (var target : state.properties()) {
            if (target.getValue().path("silent").asBoolean()) {
                last.remove(target.getKey());
                targets.add(Seen.target(target.getKey(), Optional.empty()));
                continue;
            }
            var said = new TargetReading(target.getValue());
            var before = target.getValue().path("booted").asBoolean()
                    ? Optional.<NamespaceReport>empty()
                    : Optional.ofNullable(last.get(target.getKey()));
            targets.add(Seen.target(target.getKey(), Optional.of(said.sighting(before, every))));
            last.put(target.getKey(), said.report());
        }
        return targets;
    }

    /** Objects are merged, null removes, {@code +5} adds to the number there. */
    static void merge(ObjectNode into, JsonNode said) {
        for (var field : said.properties()) {
            var value = field.getValue();
            if (value.isNull()) {
                into.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                var inner =
                        into.get(field.getKey()) instanceof ObjectNode there ? there : into.putObject(field.getKey());
                merge(inner, object);
            } else if (value.isTextual() && value.asText().matches("\\+\\d+")) {
                into.put(
                        field.getKey(),
                        into.path(field.getKey()).asLong()
                                + Long.parseLong(value.asText().substring(1)));
            } else {
                into.set(field.getKey(), value);
            }
        }
    }
}
