package dev.connstate.agent.program;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.delivery.Delivery;
import dev.connstate.agent.delivery.DeliverySettings;
import dev.connstate.report.Build;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "connstate-agent",
        mixinStandardHelpOptions = true,
        versionProvider = AgentProgram.Version.class,
        sortOptions = false,
        description = {
            "Look at this node again and again, and tell the operator.",
            "Serves /metrics and /healthz. Each option can be given as the environment variable beside it."
        })
public final class AgentProgram implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions options = new AgentOptions();

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
        var destination = destination();
        try (var lookout = new Lookout(once ? options::unlimited : options::settings, options.nodeName())) {
            if (once) {
                return once(lookout, destination);
            }
            var rounds = new Rounds(lookout, options.interval(), this::say);
            try (var page = MetricsPage.open(options.listen(), rounds)) {
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

    private Optional<DeliverySettings> destination() {
        try {
            return options.delivery();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println("connstate-agent: " + sentence);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "connstate-agent " + Build.of(AgentProgram.class).text()
            };
        }
    }
}
