package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code looks.yaml}: looks at a node, each saying only what differs from the one before it. See
 * {@code golden/README.md}.
 *
 * @param healthy whether it says {@code finds: nothing}
 */
record Case(String about, Pace pace, boolean healthy, List<Look> looks) {
    static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path DEFAULTS = Path.of("src/test/resources/golden/defaults.yaml");
    private static final Set<String> NAMES = Set.of("about", "finds", "every", "window", "keep", "idleLimit", "looks");

    static Case read(Path file) throws IOException {
        var yaml = object(file);
        yaml.fieldNames().forEachRemaining(name -> {
            if (!NAMES.contains(name)) {
                throw new AssertionError("%s: '%s' is none of %s".formatted(file, name, NAMES));
            }
        });
        var pace = new Pace(
                duration(yaml, "window").orElse(Pace.DEFAULTS.window()),
                duration(yaml, "keep").orElse(Pace.DEFAULTS.keep()),
                duration(yaml, "idleLimit"));
        var every = duration(yaml, "every").orElse(Duration.ofSeconds(2));
        boolean healthy = yaml.path("finds").asText("something").equals("nothing");
        return new Case(yaml.path("about").asText(), pace, healthy, looks(yaml, every));
    }

    private static List<Look> looks(ObjectNode yaml, Duration every) throws IOException {
        var looks = new ArrayList<Look>();
        var reports = new Reports(new Defaults(object(DEFAULTS)));
        var at = BEGIN;
        for (var said : yaml.path("looks")) {
            for (int i = 0; i < said.path("times").asInt(1); i++) {
                var after = duration((ObjectNode) said, "after").orElse(every);
                at = looks.isEmpty() ? BEGIN : at.plus(after);
                var report = reports.next((ObjectNode) said, at);
                looks.add(new Look(at, said.path("missing").asBoolean() ? Optional.empty() : Optional.of(report)));
            }
        }
        return looks;
    }

    private static Optional<Duration> duration(JsonNode yaml, String name) {
        return Optional.ofNullable(yaml.get(name)).map(it -> Duration.parse("PT" + it.asText()));
    }

    private static ObjectNode object(Path file) throws IOException {
        return (ObjectNode) YAML.readTree(Files.readString(file));
    }

    /** @param report empty where it was missed */
    record Look(Instant at, Optional<NodeReport> report) {}
}
