package dev.connstate.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.fleet.Owners.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnersTest {
    private static final Owner REPLICA_SET = new Owner("apps/v1", "ReplicaSet", "checkout-7d9f8", "rs");

    private final Owners owners = new Owners();

    @Test
    void aDeploymentHidesBehindItsReplicaSet() {
        var pod = pod(REPLICA_SET);
        assertThat(owners.of(pod).kind()).isEqualTo("ReplicaSet");
        owners.put("rs", new Owner("apps/v1", "Deployment", "checkout", "d"));
        assertThat(owners.of(pod)).isEqualTo(new Workload("apps/v1", "Deployment", "shop", "checkout", "d"));
        owners.remove("rs");
        assertThat(owners.of(pod).kind()).isEqualTo("ReplicaSet");
    }

    @Test
    void aRolloutDoesLikewise() {
        owners.put("rs", new Owner("argoproj.io/v1alpha1", "Rollout", "checkout", "r"));
        assertThat(owners.of(pod(REPLICA_SET)).kind()).isEqualTo("Rollout");
    }

    @Test
    void thoseWithNobodyAboveAreTheTop() {
        assertThat(owners.of(pod(new Owner("apps/v1", "StatefulSet", "db", "s")))
                        .name())
                .isEqualTo("db");
    }

    @Test
    void aPodWithoutControllerIsItsOwnAndSoIsTheNodes() {
        var alone = new Workload("v1", "Pod", "shop", "checkout-7d9f8-abcde", "p");
        assertThat(owners.of(pod(null))).isEqualTo(alone);
        assertThat(owners.of(pod(new Owner("v1", "Node", "node-1", "n")))).isEqualTo(alone);
    }

    @Test
    void ownersInACircleEnd() {
        owners.put("rs", new Owner("x/v1", "A", "a", "a"));
        owners.put("a", new Owner("x/v1", "B", "b", "rs"));
        assertThat(owners.of(pod(REPLICA_SET)).kind()).isIn("A", "B");
    }

    private static ClusterPod pod(Owner controller) {
        return new ClusterPod(
                "p",
                "p",
                "shop",
                "checkout-7d9f8-abcde",
                "node-1",
                Map.of(),
                Optional.ofNullable(controller),
                true,
                false,
                Map.of(),
                Instant.EPOCH);
    }
}
