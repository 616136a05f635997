package dev.connstate.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code kubectl explain} has something to say of every field. */
class DescriptionTest {
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS = CustomResources.KINDS;

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyFieldHasOne(Class<? extends CustomResource<?, ?>> kind) {
        var definition = CustomResources.definition(kind);
        var root = definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        var fields = fieldsOf(kind.getSimpleName(), root);
        assertThat(fields)
                .hasSizeGreaterThan(20)
                .allSatisfy(field -> assertThat(field.schema.getDescription())
                        .as(field.path)
                        .isNotBlank()
                        .matches("(?s)[A-Z].*\\."));
    }

    private record Field(String path, JSONSchemaProps schema) {}

    private static List<Field> fieldsOf(String path, JSONSchemaProps schema) {
        var fields = new ArrayList<>(List.of(new Field(path, schema)));
        schema.getProperties().forEach((name, field) -> {
            var inner = field.getItems() == null ? field : field.getItems().getSchema();
            fields.add(new Field(path + "." + name, field));
            fields.addAll(fieldsOf(path + "." + name, inner).stream().skip(1).toList());
        });
        return fields;
    }
}
