package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.connstate.agent.program.AgentProgram;
import dev.connstate.operator.OperatorProgram;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The programs know what the chart tells them. */
class ArgumentsIT {
    static List<Case> cases() {
        return Case.all("render");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areUnderstood(Case one) {
        understood(
                AgentProgram.commandLine(),
                one.object(DaemonSet.class, "agent").getSpec().getTemplate().getSpec());
        understood(
                OperatorProgram.commandLine(),
                one.object(Deployment.class, "operator").getSpec().getTemplate().getSpec());
    }

    @Test
    void ofTheTestAreUnderstood() {
        understood(
                OperatorProgram.commandLine(),
                Case.rendered("defaults").object(Pod.class, "test").getSpec());
    }

    private static void understood(CommandLine program, PodSpec pod) {
        var arguments = pod.getContainers().getFirst().getArgs();
        assertThat(arguments).isNotEmpty();
        assertThatCode(() -> program.parseArgs(arguments.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }
}
