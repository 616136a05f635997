package dev.connstate.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.stream.Stream;

/** Kubernetes' own types, of which the client's classes know the fields, but not what they mean and demand. */
final class ForeignTypes {
    private ForeignTypes() {}

    static void condition(JSONSchemaProps schema) {
        schema.setDescription("One aspect of how it stands.");
        schema.setRequired(List.of("type", "status", "lastTransitionTime", "reason", "message"));
        describe(schema, "type", "Which aspect: its name.").setMaxLength(316L);
        describe(schema, "status", "True, False, or Unknown when there is no data to tell.")
                .setEnum(texts("True", "False", "Unknown"));
        describe(schema, "reason", "Why, in one word for programs.").setMaxLength(1024L);
        describe(schema, "message", "Why, in a sentence for people.").setMaxLength(32768L);
        describe(schema, "lastTransitionTime", "When the status changed last.").setFormat("date-time");
        describe(schema, "observedGeneration", "The generation of the spec that this condition is about.")
                .setFormat("int64");
        schema.getProperties().get("reason").setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
    }

    static void labelSelector(JSONSchemaProps schema) {
        schema.setXKubernetesMapType("atomic");
        describe(schema, "matchLabels", "Labels that it must have, with these values. All of them.");
        var expressions = describe(schema, "matchExpressions", "More demands on labels. All of them must hold.");
        expressions.setXKubernetesListType("atomic");
        var expression = expressions.getItems().getSchema();
        expression.setDescription("A demand on one label.");
        expression.setRequired(List.of("key", "operator"));
        describe(expression, "key", "The label's name.");
        describe(
                        expression,
                        "operator",
                        "In: its value is one of values. NotIn: it is none of them. Exists, DoesNotExist: "
                                + "whether there is such a label.")
                .setEnum(texts("In", "NotIn", "Exists", "DoesNotExist"));
        describe(expression, "values", "Only with In and NotIn: the values.").setXKubernetesListType("atomic");
    }

    private static JSONSchemaProps describe(JSONSchemaProps parent, String property, String description) {
        var schema = parent.getProperties().get(property);
        schema.setDescription(description);
        return schema;
    }

    private static List<JsonNode> texts(String... texts) {
        return Stream.of(texts).<JsonNode>map(TextNode::valueOf).toList();
    }
}
