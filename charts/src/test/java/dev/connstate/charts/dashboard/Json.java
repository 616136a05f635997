package dev.connstate.charts.dashboard;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Objects whose fields keep their order. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** @param fields names and values by turns */
    static ObjectNode object(Object... fields) {
        var object = MAPPER.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            object.set((String) fields[i], MAPPER.valueToTree(fields[i + 1]));
        }
        return object;
    }

    static ObjectNode parse(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static JsonNode array(Stream<?> items) {
        return MAPPER.valueToTree(items.toList());
    }

    static String text(JsonNode json) {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return MAPPER.writer(printer).writeValueAsString(json) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
