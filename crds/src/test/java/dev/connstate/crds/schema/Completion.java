package dev.connstate.crds.schema;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Duration;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the generator leaves out or gets wrong, set right by walking through the schema and the records together. */
final class Completion {
    private Completion() {}

    static CustomResourceDefinition of(
            CustomResourceDefinition definition, Class<? extends CustomResource<?, ?>> kind) {
        var version = definition.getSpec().getVersions().getFirst();
        var columns = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        version.getAdditionalPrinterColumns().sort(Comparator.comparing(column -> columns.indexOf(column.getName())));

        var root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(description(kind));
        root.setRequired(List.of("spec"));
        // CustomResource<Spec, Status>
        var types = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
        part(root, "spec", (Class<?>) types[0]);
        part(root, "status", (Class<?>) types[1]);
        return definition;
    }

    private static void part(JSONSchemaProps root, String name, Class<?> type) {
        var schema = root.getProperties().get(name);
        schema.setDescription(description(type));
        complete(schema, type);
    }

    private static String description(Class<?> type) {
        return type.getAnnotation(JsonClassDescription.class).value();
    }

    private static void complete(JSONSchemaProps schema, Class<?> type) {
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                completeComponent(schema, component);
            }
        } else if (type.isEnum()) {
            schema.setEnum(constantsOf(type));
        } else if (type == Condition.class) {
            ForeignTypes.condition(schema);
        } else if (type == LabelSelector.class) {
            ForeignTypes.labelSelector(schema);
        } else if (type == long.class || type == Long.class) {
            schema.setFormat("int64");
        } else if (type == int.class || type == Integer.class) {
            schema.setFormat("int32");
        }
    }

    private static void completeComponent(JSONSchemaProps parent, RecordComponent component) {
        var name = Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
        var schema = parent.getProperties().get(name);
        // Each rule is there twice: from the component's field and from its accessor.
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
        if (component.getType() == List.class) {
            setListType(schema, name);
            var items = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            complete(schema.getItems().getSchema(), (Class<?>) items);
        } else {
            complete(schema, component.getType());
        }
        if (component.getType() == Duration.class) {
            // Not as the record would print it, in nanoseconds.
            schema.setDefault(TextNode.valueOf(
                    component.getAccessor().getAnnotation(Default.class).value()));
        }
    }

    /** How entries are told apart when several write to a list: by a key, by themselves, or not at all. */
    private static void setListType(JSONSchemaProps schema, String name) {
        switch (name) {
            case "conditions" -> setListMap(schema, "type");
            case "settings" -> setListMap(schema, "name");
            case "refused" -> setListMap(schema, "setting");
            case "states", "symptoms", "names" -> schema.setXKubernetesListType("set");
            default -> schema.setXKubernetesListType("atomic");
        }
    }

    private static void setListMap(JSONSchemaProps schema, String key) {
        schema.setXKubernetesListType("map");
        schema.setXKubernetesListMapKeys(List.of(key));
    }

    /** In the order in which they are written, not in that of the alphabet. */
    private static List<JsonNode> constantsOf(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(it -> it.isEnumConstant())
                .map(it -> it.getAnnotation(JsonProperty.class).value())
                .<JsonNode>map(TextNode::valueOf)
                .toList();
    }
}
