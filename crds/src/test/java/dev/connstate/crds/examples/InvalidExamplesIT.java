package dev.connstate.crds.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is refused with the committed message. {@code -Dgolden.update=true} writes the messages anew. */
@ExtendWith(KubeApiServerExtension.class)
class InvalidExamplesIT {
    private static final String MESSAGE = "message.txt";

    static List<Example> examples() {
        return Example.all("invalid");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRefusedWithAMessage(Example example, KubeApiServer server) throws IOException {
        var resource = server.client().resource(example.resource("resource.yaml"));
        KubernetesClientException refused;
        if (Files.exists(example.folder().resolve("before.yaml"))) {
            var before =
                    server.client().resource(example.resource("before.yaml")).create();
            refused = catchThrowableOfType(KubernetesClientException.class, resource::update);
            server.client().resource(before).delete();
        } else {
            refused = catchThrowableOfType(KubernetesClientException.class, resource::create);
        }
        assertThat(refused).as("the server's refusal").isNotNull();
        var message = refused.getStatus().getMessage() + "\n";
        var file = example.folder().resolve(MESSAGE);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, message);
        }
        assertThat(message).isEqualTo(Files.readString(file));
    }

    @Test
    void thereIsOneForEachRule(KubeApiServer server) {
        var messages = examples().stream().map(InvalidExamplesIT::message).collect(Collectors.joining());
        var rules = server.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(it -> it.getSpec().getGroup().equals("connstate.dev"))
                .flatMap(InvalidExamplesIT::rules)
                .map(ValidationRule::getMessage);
        assertThat(rules)
                .hasSizeGreaterThan(30)
                .allSatisfy(rule -> assertThat(messages).contains(rule));
    }

    private static String message(Example example) {
        try {
            return Files.readString(example.folder().resolve(MESSAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ValidationRule> rules(CustomResourceDefinition definition) {
        return rules(definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema());
    }

    private static Stream<ValidationRule> rules(JSONSchemaProps schema) {
        var items = schema.getItems() == null
                ? Stream.<JSONSchemaProps>empty()
                : Stream.of(schema.getItems().getSchema());
        return Stream.concat(
                schema.getXKubernetesValidations().stream(),
                Stream.concat(schema.getProperties().values().stream(), items).flatMap(InvalidExamplesIT::rules));
    }
}
