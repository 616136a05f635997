package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What a look says laid over what was said before. */
final class Merge {
    private static final String GONE = "gone";

    private Merge() {}

    /**
     * Objects are merged, {@code "+3"} is added to the number that was there, {@code gone} removes, and anything else
     * replaces; {@code ~} makes unknown.
     */
    static ObjectNode over(JsonNode before, ObjectNode said) {
        ObjectNode all = before instanceof ObjectNode known ? known.deepCopy() : said.objectNode();
        for (var field : said.properties()) {
            var name = field.getKey();
            switch (field.getValue()) {
                case ObjectNode more -> all.set(name, over(all.get(name), more));
                case TextNode text when text.textValue().equals(GONE) -> all.remove(name);
                case TextNode text
                when text.textValue().matches("\\+\\d+") ->
                    all.set(name, LongNode.valueOf(all.path(name).asLong(0) + Long.parseLong(text.textValue())));
                case JsonNode other -> all.set(name, other);
            }
        }
        return all;
    }
}
