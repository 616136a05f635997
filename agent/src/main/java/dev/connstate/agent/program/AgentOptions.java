package dev.connstate.agent.program;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.CpuBudget;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.delivery.DeliverySettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What to look at, and whom to tell. */
final class AgentOptions {
    @Option(
            names = "--operator",
            paramLabel = "URL",
            defaultValue = "${env:CONNSTATE_OPERATOR}",
            description = "Where reports go, https://HOST:PORT; every address of HOST gets them. Without it there are"
                    + " only metrics. CONNSTATE_OPERATOR")
    private Optional<URI> operator = Optional.empty();

    @Option(
            names = "--node-name",
            paramLabel = "NAME",
            defaultValue = "${env:NODE_NAME}",
            description = "What Kubernetes calls this node. Default: the host name. NODE_NAME")
    private Optional<String> nodeName = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "PATH",
            defaultValue = "${env:CONNSTATE_TOKEN_FILE:-/var/run/secrets/connstate.dev/token}",
            description = "The token that the operator knows this node by. Default: ${DEFAULT-VALUE}."
                    + " CONNSTATE_TOKEN_FILE")
    private Path tokenFile = Path.of("/var/run/secrets/connstate.dev/token");

    @Option(
            names = "--ca-file",
            paramLabel = "PATH",
            defaultValue = "${env:CONNSTATE_CA_FILE}",
            description =
                    "Certificates that vouch for the operator, PEM. Default: those Java trusts." + " CONNSTATE_CA_FILE")
    private Optional<Path> caFile = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            defaultValue = "${env:CONNSTATE_LISTEN:-127.0.0.1:9797}",
            converter = ListenAddress.class,
            description = "Where metrics are served; port 0 takes a free one. Default: ${DEFAULT-VALUE}."
                    + " CONNSTATE_LISTEN")
    private InetSocketAddress listen = new InetSocketAddress("127.0.0.1", 9797);

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "${env:CONNSTATE_INTERVAL:-15s}",
            converter = Interval.class,
            description = "Time between two looks, until the operator asks for another: 15s, 1m. Default:"
                    + " ${DEFAULT-VALUE}. CONNSTATE_INTERVAL")
    private Duration interval = Duration.ofSeconds(15);

    @Option(
            names = "--cpu-budget",
            paramLabel = "PERCENT",
            defaultValue = "${env:CONNSTATE_CPU_BUDGET:-1%}",
            converter = CpuShare.class,
            description = "What part of one core may go into walks of socket tables. When all in each look would cost"
                    + " more, those go first where most has moved, and none gets older than two minutes, even where that"
                    + " costs more. Default: ${DEFAULT-VALUE}. CONNSTATE_CPU_BUDGET")
    private CpuBudget cpuBudget = CpuBudget.DEFAULT;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            defaultValue = "${env:CONNSTATE_SOURCE:-auto}",
            description = "Where socket tables are read: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}."
                    + " CONNSTATE_SOURCE")
    private SourceChoice source = SourceChoice.AUTO;

    @Option(
            names = "--proc",
            paramLabel = "PATH",
            defaultValue = "${env:CONNSTATE_PROC:-/proc}",
            description = "The proc filesystem to look at. Default: ${DEFAULT-VALUE}. CONNSTATE_PROC")
    private Path proc = AgentSettings.DEFAULTS.proc();

    @Option(
            names = "--mounts",
            paramLabel = "PATH",
            defaultValue = "${env:CONNSTATE_MOUNTS:-/run/netns}",
            description = "Where network namespaces are mounted. Default: ${DEFAULT-VALUE}. CONNSTATE_MOUNTS")
    private Path mounts = AgentSettings.DEFAULTS.mounts();

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "Only the network namespace of this process; may be repeated. Default: all of the node.")
    private Set<Integer> pids = Set.of();

    /** @throws IllegalArgumentException with a sentence, when the address is none of an operator */
    Optional<DeliverySettings> delivery() {
        return operator.map(url -> new DeliverySettings(url, tokenFile, caFile));
    }

    /** Within the budget. */
    AgentSettings settings(Optional<Duration> idleAfter) {
        return unlimited(idleAfter).withCpuBudget(cpuBudget);
    }

    /** Every table in the first look. */
    AgentSettings unlimited(Optional<Duration> idleAfter) {
        return new AgentSettings(
                proc,
                mounts,
                source,
                new Selection(Set.of(), pids),
                AgentSettings.DEFAULTS.tablesDeadline(),
                AgentSettings.DEFAULTS.top(),
                idleAfter);
    }

    Optional<String> nodeName() {
        return nodeName.filter(name -> !name.isBlank());
    }

    InetSocketAddress listen() {
        return listen;
    }

    Duration interval() {
        return interval;
    }
}
