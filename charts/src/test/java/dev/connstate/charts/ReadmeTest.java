package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart's README has each value with its default and what stands above it in values.yaml. */
class ReadmeTest {
    private static final String COMMAND = "./test -pl charts -Dtest=ReadmeTest -DskipITs -Dgolden.update=true";
    private static final String BEGIN = "<!-- Made from values.yaml by: " + COMMAND + " -->\n";
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):.*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Row(String path, String meaning) {}

    @Test
    void hasTheValues() throws IOException {
        var file = Helm.CHART.resolve("README.md");
        var text = Files.readString(file);
        var made = text.substring(0, text.indexOf(BEGIN)) + BEGIN + table();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, made);
        }
        assertThat(file).as("To write it anew: " + COMMAND).hasContent(made);
    }

    private static String table() throws IOException {
        var file = Files.readString(Helm.CHART.resolve("values.yaml"));
        JsonNode values = JSON.valueToTree(Serialization.unmarshal(file, Object.class));
        return rows(file.lines().toList()).stream()
                .map(row -> "| `%s` | `%s` | %s |\n"
                        .formatted(
                                row.path(),
                                ofDefault(values, row.path()),
                                row.meaning().replace("|", "\\|")))
                .collect(Collectors.joining("", "| value | default | what it means |\n|---|---|---|\n", ""));
    }

    /** A key is documented by the lines of comment right above it; keys that are not stand below one that is. */
    private static List<Row> rows(List<String> lines) {
        var rows = new ArrayList<Row>();
        var path = new ArrayDeque<String>();
        var comment = new ArrayList<String>();
        for (var line : lines) {
            var key = KEY.matcher(line);
            if (line.strip().startsWith("# ")) {
                comment.add(line.strip().substring(2));
            } else if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (!comment.isEmpty()) {
                    rows.add(new Row(String.join(".", path), String.join(" ", comment)));
                }
                comment.clear();
            } else {
                comment.clear();
            }
        }
        return rows;
    }

    private static String ofDefault(JsonNode values, String path) {
        try {
            return JSON.writeValueAsString(values.at("/" + path.replace('.', '/')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** So that a new value cannot be forgotten. */
    @Test
    void eachValueIsDocumented() throws IOException {
        var file = Files.readString(Helm.CHART.resolve("values.yaml"));
        var documented = rows(file.lines().toList()).stream().map(Row::path).toList();
        assertDocumented("", JSON.valueToTree(Serialization.unmarshal(file, Object.class)), documented);
    }

    private static void assertDocumented(String path, JsonNode value, List<String> documented) {
        if (!documented.contains(path)) {
            assertThat(value.isObject())
                    .as("%s has a comment, or keys that have", path)
                    .isTrue();
            value.properties()
                    .forEach(it -> assertDocumented(
                            path.isEmpty() ? it.getKey() : path + "." + it.getKey(), it.getValue(), documented));
        }
    }
}
