package dev.connstate.charts.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard as the chart has it, and the tests of a cluster, too: nothing here knows how it was made. */
record Shipped(String file, JsonNode json) {
    static final Path FOLDER = Path.of("connstate", "files", "dashboards");

    static List<Shipped> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(Shipped::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shipped read(Path file) {
        try {
            return new Shipped(file.getFileName().toString(), Json.MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uid() {
        return json.get("uid").asText();
    }

    /** Without the headings of rows. */
    List<JsonNode> panels() {
        return each(json.get("panels"))
                .filter(it -> !it.get("type").asText().equals("row"))
                .toList();
    }

    List<JsonNode> variables() {
        return each(json.at("/templating/list")).toList();
    }

    List<JsonNode> annotations() {
        return each(json.at("/annotations/list")).toList();
    }

    /** Of panels and annotations. */
    Stream<String> expressions() {
        return Stream.concat(
                panels().stream().flatMap(Shipped::expressions),
                annotations().stream().map(it -> it.get("expr").asText()));
    }

    static Stream<String> expressions(JsonNode panel) {
        return each(panel.get("targets")).map(it -> it.get("expr").asText());
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Override
    public String toString() {
        return file;
    }
}
