package dev.connstate.crds.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KubeApiServerExtension.class)
class KubeApiServerIT {
    @Test
    void reviewsATokenOfAPodForItsAudienceAndNamesTheNode(KubeApiServer server) {
        server.makeNamespace("tokens");
        server.makeServiceAccount("tokens", "agent");
        var pod = podOn(server, "node-7");
        var token = server.token("tokens", "agent", "connstate-operator", Optional.of(pod));

        var review = review(server, token, "connstate-operator");
        assertThat(review.getAuthenticated()).isTrue();
        assertThat(review.getUser().getUsername()).isEqualTo("system:serviceaccount:tokens:agent");
        assertThat(review.getUser().getExtra())
                .containsEntry("authentication.kubernetes.io/node-name", List.of("node-7"))
                .containsEntry(
                        "authentication.kubernetes.io/pod-uid",
                        List.of(pod.getMetadata().getUid()));

        assertThat(review(server, token, "somebody-else").getAuthenticated()).isNotEqualTo(true);
    }

    @Test
    void grantsNothingToWhomNoRoleIsBound(KubeApiServer server) {
        server.makeNamespace("rbac");
        var token = server.token("rbac", "default", "https://kubernetes.default.svc", Optional.empty());
        assertThatThrownBy(() -> server.kubectl("get", "pods", "-n", "rbac", "--token=" + token))
                .hasMessageContaining("pods is forbidden: User \"system:serviceaccount:rbac:default\" cannot list");
    }

    @Test
    void goesAndComesBackWithItsData(KubeApiServer server) throws IOException {
        server.makeNamespace("stays");
        server.stop();
        try {
            assertThatThrownBy(() -> server.kubectl("get", "namespace", "stays"))
                    .hasMessageContaining("was refused");
        } finally {
            server.start();
        }
        assertThat(server.client().namespaces().withName("stays").get()).isNotNull();
    }

    private static Pod podOn(KubeApiServer server, String node) {
        server.client()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .endMetadata()
                        .build())
                .create();
        return server.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("tokens")
                        .withName("agent-1")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .withServiceAccountName("agent")
                        .addNewContainer()
                        .withName("agent")
                        .withImage("agent")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private static TokenReviewStatus review(KubeApiServer server, String token, String audience) {
        return server.client()
                .resource(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .withAudiences(audience)
                        .endSpec()
                        .build())
                .create()
                .getStatus();
    }
}
