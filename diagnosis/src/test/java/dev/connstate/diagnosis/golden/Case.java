package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code looks.yaml}: looks at a node, each saying only what differs from the one before it. See
 * {@code golden/README.md}.
 *
 * @param healthy whether it says {@code finds: nothing}
 * @param every the time between two looks
 * @param said what each look says, oldest first
 */
record Case(String name, String about, Pace pace, boolean healthy, Duration every, List<ObjectNode> said) {
    static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectNode DEFAULTS = object(Path.of("src/test/resources/golden/defaults.yaml"));
    private static final Set<String> NAMES = Set.of("about", "finds", "every", "window", "keep", "idleLimit", "looks");

    static Case read(Path file) {
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
        return new Case(
                file.getParent().getFileName().toString(),
                yaml.path("about").asText(),
                pace,
                healthy,
                every,
                said(yaml));
    }

    private static List<ObjectNode> said(ObjectNode yaml) {
        var said = new ArrayList<ObjectNode>();
        for (var look : yaml.path("looks")) {
            for (int i = 0; i < look.path("times").asInt(1); i++) {
                said.add((ObjectNode) look);
            }
        }
        return said;
    }

    List<Look> looks() {
        return looks((_, _) -> {});
    }

    /** The same where something else happens, too: a change is told which look it is, and may write what is the case. */
    List<Look> looks(BiConsumer<Integer, ObjectNode> change) {
        var looks = new ArrayList<Look>();
        var reports = new Reports(new Defaults(DEFAULTS));
        var at = BEGIN;
        for (int i = 0; i < said.size(); i++) {
            var look = said.get(i);
            int number = i;
            at = i == 0 ? BEGIN : at.plus(duration(look, "after").orElse(every));
            var report = reports.next(look, at, state -> change.accept(number, state));
            looks.add(new Look(at, look.path("missing").asBoolean() ? Optional.empty() : Optional.of(report)));
        }
        return looks;
    }

    /** The names of all settings that looks have by default. */
    static Set<String> settings() {
        return Stream.of("host", "namespace")
                .flatMap(whose -> DEFAULTS.path(whose).path("sysctls").properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is the case in a look, and nothing more happens. */
    Case still(int look, int times) {
        ObjectNode state = DEFAULTS.objectNode();
        for (var more : said.subList(0, look + 1)) {
            state = Merge.over(state, more);
        }
        state.remove(List.of("times", "after", "missing"));
        var looks = new ArrayList<>(List.of(state));
        while (looks.size() < times) {
            looks.add(state.objectNode());
        }
        return saying(looks);
    }

    boolean speaksOf(String name) {
        return said.stream().anyMatch(look -> look.toString().contains('"' + name + '"'));
    }

    /** With these looks instead. */
    Case saying(List<ObjectNode> other) {
        return new Case(name, about, pace, healthy, every, other);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Optional<Duration> duration(JsonNode yaml, String name) {
        return Optional.ofNullable(yaml.get(name)).map(it -> Duration.parse("PT" + it.asText()));
    }

    private static ObjectNode object(Path file) {
        try {
            return (ObjectNode) YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param report empty where it was missed */
    record Look(Instant at, Optional<NodeReport> report) {
        /** The same, said later. */
        Look again(Instant later) {
            return new Look(
                    later,
                    report.map(it ->
                            new NodeReport(it.node(), later, it.host(), it.namespaces(), it.problems(), it.cost())));
        }
    }
}
