package dev.connstate.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.WorkloadRef;
import dev.connstate.operator.fleet.Owners.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadPodsTest {
    private static final WorkloadRef CHECKOUT = new WorkloadRef("apps/v1", "Deployment", "checkout");
    private static final Owner OLD = new Owner("apps/v1", "ReplicaSet", "checkout-1", "rs-1");
    private static final Owner NEW = new Owner("apps/v1", "ReplicaSet", "checkout-2", "rs-2");
    private static final Owner ITSELF = new Owner("apps/v1", "Deployment", "checkout", "d");

    private final Cluster cluster = Cluster.empty();

    @Test
    void areThoseOfAllItsReplicaSets() {
        put("a", "shop", OLD);
        put("b", "shop", NEW);
        put("c", "shop", new Owner("apps/v1", "StatefulSet", "checkout", "s"));
        assertThat(pods(CHECKOUT)).isEmpty();
        cluster.owners().put("rs-1", ITSELF);
        cluster.owners().put("rs-2", ITSELF);
        assertThat(pods(CHECKOUT)).containsExactlyInAnyOrder("a", "b");
        cluster.pods().remove("a");
        assertThat(pods(CHECKOUT)).containsExactly("b");
    }

    @Test
    void areOfItsNamespace() {
        cluster.owners().put("rs-1", ITSELF);
        put("a", "elsewhere", OLD);
        assertThat(pods(CHECKOUT)).isEmpty();
    }

    @Test
    void aPodThatIsAdoptedHasAnotherWorkload() {
        cluster.owners().put("rs-1", ITSELF);
        put("a", "shop", null);
        assertThat(pods(new WorkloadRef("v1", "Pod", "a"))).containsExactly("a");
        put("a", "shop", OLD);
        assertThat(pods(new WorkloadRef("v1", "Pod", "a"))).isEmpty();
        assertThat(pods(CHECKOUT)).containsExactly("a");
    }

    @Test
    void staticPodsOfANodeAreEachTheirOwn() {
        var node = new Owner("v1", "Node", "node-1", "n");
        put("a", "kube-system", node);
        put("b", "kube-system", node);
        assertThat(cluster.podsOf("kube-system", new WorkloadRef("v1", "Pod", "b"))
                        .map(ClusterPod::name))
                .containsExactly("b");
    }

    private List<String> pods(WorkloadRef ref) {
        return cluster.podsOf("shop", ref).map(ClusterPod::name).toList();
    }

    private void put(String name, String namespace, Owner controller) {
        cluster.pods()
                .put(new ClusterPod(
                        name,
                        name,
                        namespace,
                        name,
                        "node-1",
                        Map.of(),
                        Optional.ofNullable(controller),
                        true,
                        false,
                        Map.of(),
                        Instant.EPOCH));
    }
}
