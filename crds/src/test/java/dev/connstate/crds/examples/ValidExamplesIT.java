package dev.connstate.crds.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.alert.SignalType;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.crds.tuning.ClusterTuningRecommendation;
import dev.connstate.crds.tuning.TuningRecommendation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a user or the operator writes gets lost between YAML, the API server and our records. */
@ExtendWith(KubeApiServerExtension.class)
class ValidExamplesIT {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    static List<Example> examples() {
        return Example.all("valid");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void goesToTheServerAndComesBack(Example example, KubeApiServer server) throws IOException {
        var written = example.resource("resource.yaml");
        switch (written.getKind()) {
            case "ConnectionAlert" -> check(example, written, ConnectionAlert.class, server.client());
            case "ClusterConnectionAlert" -> check(example, written, ClusterConnectionAlert.class, server.client());
            case "TuningRecommendation" -> check(example, written, TuningRecommendation.class, server.client());
            case "ClusterTuningRecommendation" ->
                check(example, written, ClusterTuningRecommendation.class, server.client());
            default -> throw new AssertionError("an example of unknown kind " + written.getKind());
        }
    }

    private static <S, T, R extends CustomResource<S, T>> void check(
            Example example, GenericKubernetesResource written, Class<R> type, KubernetesClient client)
            throws IOException {
        var stored = client.resource(written).create();
        try {
            assertThat(isWithin(stored.get("spec"), written.get("spec")))
                    .as("%s has all of %s", stored.get("spec"), written.get("spec"))
                    .isTrue();
            checkDefaults(example, stored);

            var read = SERIALIZATION.convertValue(stored, type);
            client.resource(stored).delete();
            var records = SERIALIZATION.convertValue(written, type);
            var created = client.resource(records).create();
            assertThat(created.getSpec()).isEqualTo(read.getSpec());

            created.setStatus(records.getStatus());
            client.resource(created).updateStatus();
            assertThat(client.resource(created).get().getStatus()).isEqualTo(records.getStatus());
            Object storedStatus = client.resource(written).get().get("status");
            assertThat(isWithin(storedStatus, written.get("status")))
                    .as("%s has all of %s", storedStatus, written.get("status"))
                    .isTrue();
        } finally {
            client.resource(stored).delete();
        }
    }

    /** The spec with the server's defaults, where the case shows it. */
    private static void checkDefaults(Example example, GenericKubernetesResource stored) throws IOException {
        var file = example.folder().resolve("stored.yaml");
        if (Files.exists(file)) {
            String text = SERIALIZATION.asYaml(Map.of("spec", stored.<Object>get("spec")));
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, text);
            }
            assertThat(text).isEqualTo(Files.readString(file));
        }
    }

    private static boolean isWithin(Object whole, Object part) {
        return switch (part) {
            case Map<?, ?> map ->
                whole instanceof Map<?, ?> other
                        && map.entrySet().stream().allMatch(it -> isWithin(other.get(it.getKey()), it.getValue()));
            case List<?> list ->
                whole instanceof List<?> other
                        && list.size() == other.size()
                        && IntStream.range(0, list.size()).allMatch(i -> isWithin(other.get(i), list.get(i)));
            case null -> true;
            default -> part.equals(whole);
        };
    }

    @Test
    void thereIsOneForEachSignal() {
        assertThat(examples().stream()
                        .map(it -> it.resource("resource.yaml"))
                        .filter(it -> it.getKind().equals("ConnectionAlert"))
                        .map(it -> SERIALIZATION.convertValue(it, ConnectionAlert.class))
                        .map(it -> it.getSpec().signal().type()))
                .contains(SignalType.values());
    }
}
