package dev.connstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.operator.testing.AgentPod;
import dev.connstate.operator.testing.AgentReports;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node that is silent is missed; one that is silent and deleted is no longer spoken of. */
@ExtendWith(KubeApiServerExtension.class)
class NodeGoneIT {
    @Test
    void onlyWhatIsThereIsMissed(KubeApiServer server, @TempDir Path folder) throws Exception {
        server.makeNamespace("gone-own");
        var agent = AgentPod.on("gone-node", server, "gone-own");
        try (var operator = OperatorProcess.start(server.kubeconfig(), "gone-own", "--interval=1s", "--single")) {
            try (var _ = new AgentReports(agent, folder, Checkout.exhausted(""), operator)) {
                Eventually.holds(() -> assertThat(operator.page("/metrics"))
                        .contains("connstate_fleet_nodes 1.0", "connstate_fleet_nodes_stale 0.0"));
            }
            Eventually.holds(() -> assertThat(operator.page("/metrics"))
                    .contains("connstate_fleet_nodes 1.0", "connstate_fleet_nodes_stale 1.0"));
            server.kubectl("delete", "node", "gone-node");
            Eventually.holds(() -> assertThat(operator.page("/metrics"))
                    .contains(
                            "connstate_fleet_nodes 0.0",
                            "connstate_fleet_nodes_stale 0.0",
                            "connstate_fleet_oldest_report_seconds 0.0"));
        }
    }
}
