package dev.connstate.operator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas, of which one decides. */
@ExtendWith(KubeApiServerExtension.class)
class LeadershipIT {
    private OperatorProcess first;
    private OperatorProcess second;

    @AfterEach
    void end() {
        first.close();
        second.close();
    }

    @Test
    void oneThatIsStoppedHandsOver(KubeApiServer server) {
        start(server, "handover");
        var begun = Instant.now();
        first.terminate();
        assertThat(first.exitsWithin(Duration.ofSeconds(5))).isZero();
        Eventually.holds(() -> assertThat(holder(server, "handover")).isEqualTo("second"));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
        Eventually.holds(() -> assertThat(second.said()).contains("this replica decides"));
    }

    @Test
    void oneThatIsKilledIsFollowed(KubeApiServer server) {
        start(server, "killed");
        var begun = Instant.now();
        first.kill();
        Eventually.holds(() -> assertThat(holder(server, "killed")).isEqualTo("second"));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void oneThatIsCutOffEndsBeforeAnotherMayLead(KubeApiServer server) throws IOException {
        start(server, "cutoff");
        server.stop();
        var begun = Instant.now();
        try {
            first.exitsWithin(Leadership.LEASE);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Leadership.LEASE);
            assertThat(second.isAlive()).as("who does not lead waits").isTrue();
        } finally {
            server.start();
        }
        Eventually.holds(() -> assertThat(holder(server, "cutoff")).isEqualTo("second"));
    }

    private void start(KubeApiServer server, String namespace) {
        server.makeNamespace(namespace);
        first = OperatorProcess.start(server.kubeconfig(), namespace, "--identity=first");
        Eventually.holds(() -> assertThat(holder(server, namespace)).isEqualTo("first"));
        second = OperatorProcess.start(server.kubeconfig(), namespace, "--identity=second");
    }

    private static String holder(KubeApiServer server, String namespace) {
        return Optional.ofNullable(server.client()
                        .leases()
                        .inNamespace(namespace)
                        .withName("connstate-operator")
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }
}
