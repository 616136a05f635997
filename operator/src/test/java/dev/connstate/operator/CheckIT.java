package dev.connstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.delivery.Delivery;
import dev.connstate.agent.delivery.DeliverySettings;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.operator.testing.AgentPod;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.testing.OperatorAccount;
import dev.connstate.operator.testing.OperatorProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the chart's test says of an operator that nobody reports to, and of one that works. */
@ExtendWith(KubeApiServerExtension.class)
class CheckIT {
    private final StringWriter said = new StringWriter();

    @Test
    void itIsContentOnceAnAgentHasReported(KubeApiServer server, @TempDir Path folder) throws Exception {
        var own = OperatorAccount.in(server, "check");
        own.mayEverywhere(OperatorAccount.rules("operator-cluster.yaml"));
        var agent = AgentPod.on("check-node", server, "check");
        try (var operator = OperatorProcess.start(own.kubeconfig(folder), own.namespace())) {
            assertThat(check(operator.probesPort(), "5s")).isEqualTo(1);
            assertThat(said)
                    .hasToString("connstate-operator: no agent has reported yet: see the logs of the agents' pods\n");

            var to = new DeliverySettings(
                    URI.create("https://127.0.0.1:" + operator.intakePort()),
                    agent.token(folder),
                    Optional.of(agent.authority(folder)));
            var report = Checkout.report("check-node", Instant.now(), List.of(new Checkout("", 1, Map.of())));
            assertThat(Delivery.once(to, report)).isEmpty();
            assertThat(check(operator.probesPort(), "5s")).as(said.toString()).isZero();
        }
    }

    @Test
    void whereNobodyIsItSaysSo() {
        assertThat(check(1, "1s")).isEqualTo(1);
        assertThat(said).hasToString("connstate-operator: nothing takes connections at http://127.0.0.1:1/readyz\n");
    }

    private int check(int port, String patience) {
        var writer = new PrintWriter(said, true);
        return OperatorProgram.commandLine()
                .setErr(writer)
                .setOut(writer)
                .execute("--check=http://127.0.0.1:" + port, "--check-for=" + patience);
    }
}
