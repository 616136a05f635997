package dev.connstate.agent.program;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.delivery.Delivery;
import dev.connstate.agent.delivery.DeliverySettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "connstate-agent",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Look at this node again and again, and tell the operator.",
            "Serves /metrics and /healthz. Each option can be given as the environment variable beside it."
        })
public final class AgentProgram implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

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
            names = "--once",
            description = "Look and tell the operator once; exit code 1 if a replica did not take it.")
    private boolean once;

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // digits and points are part of what others read
        System.exit(commandLine().execute(args));
    }

    /** The command, to be run by itself or below another. */
    public static CommandLine commandLine() {
        return new CommandLine(new AgentProgram())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, _) -> {
                    var command = wrong.getCommandLine();
                    command.getErr().printf("connstate-agent: %s%nTry 'connstate-agent --help'.%n", wrong.getMessage());
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (failure instanceof AgentException) {
                        command.getErr().println("connstate-agent: " + failure.getMessage());
                        return command.getCommandSpec().exitCodeOnExecutionException();
                    }
                    throw failure;
                });
    }

    @Override
    public Integer call() throws InterruptedException {
        var destination = operator.map(this::destination);
        try (var lookout = new Lookout(this::settings, nodeName)) {
            if (once) {
                return once(lookout, destination);
            }
            var rounds = new Rounds(lookout, interval, this::say);
            try (var page = MetricsPage.open(listen, rounds)) {
                say("metrics at " + page.url());
                try (var _ = destination
                        .map(to -> Delivery.start(to, rounds.recipient(), page.registry()))
                        .map(rounds::deliver)
                        .orElse(null)) {
                    rounds.run();
                }
            }
        }
        return 0;
    }

    private int once(Lookout lookout, Optional<DeliverySettings> destination) throws InterruptedException {
        var to = destination.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "--once needs an --operator to tell"));
        var troubles = Delivery.once(to, lookout.look());
        troubles.forEach(this::say);
        return troubles.isEmpty() ? 0 : 1;
    }

    private DeliverySettings destination(URI url) {
        try {
            return new DeliverySettings(url, tokenFile, caFile);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private AgentSettings settings(Optional<Duration> idleAfter) {
        return new AgentSettings(
                proc,
                mounts,
                source,
                Selection.ALL,
                AgentSettings.DEFAULTS.tablesDeadline(),
                AgentSettings.DEFAULTS.top(),
                idleAfter);
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println("connstate-agent: " + sentence);
    }
}
