package dev.connstate.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replicas that share a CA through a real API server. */
@ExtendWith(KubeApiServerExtension.class)
class SecretStoreIT {
    private static final String NAME = "connstate-operator-ca";

    @Test
    void replicasThatStartTogetherShareOneAuthority(KubeApiServer api) throws Exception {
        api.makeNamespace("ca-together");
        shareOne(api, "ca-together");
    }

    /** As a chart makes them, so that no right to make any is needed. */
    @Test
    void anEmptySecretIsFilled(KubeApiServer api) throws Exception {
        api.makeNamespace("ca-empty");
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace("ca-empty")
                .withName(NAME)
                .endMetadata();
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("ca-empty")
                .withName(NAME)
                .endMetadata();
        api.client().resource(secret.build()).create();
        api.client().resource(map.build()).create();
        shareOne(api, "ca-empty");
    }

    private static void shareOne(KubeApiServer api, String namespace) throws Exception {
        var now = Instant.now();
        Callable<Credentials> replica = () -> new SelfMade(
                        new SecretStore(api.client(), namespace, NAME), List.of("connstate-operator"), Terms.DEFAULTS)
                .current(now);
        try (var replicas = Executors.newFixedThreadPool(3)) {
            var shown = replicas.invokeAll(List.of(replica, replica, replica));
            var bundle = api.client()
                    .configMaps()
                    .inNamespace(namespace)
                    .withName(NAME)
                    .require()
                    .getData()
                    .get("ca.crt");
            var authorities = Pem.certificates(bundle);
            assertThat(authorities).hasSize(1);
            for (var credentials : shown) {
                credentials.get().leaf().verify(authorities.getFirst().getPublicKey());
            }
        }
    }
}
