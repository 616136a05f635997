package dev.connstate.operator;

import dev.connstate.operator.certificate.CertificateProblem;
import dev.connstate.report.Build;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "connstate-operator",
        mixinStandardHelpOptions = true,
        versionProvider = OperatorProgram.Version.class,
        sortOptions = false,
        description = {
            "Take the agents' reports, and decide alerts and recommendations.",
            "Uses the kubeconfig or the pod's service account. Each option can be given as the environment variable"
                    + " beside it; lists with commas."
        })
public final class OperatorProgram implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OperatorOptions options = new OperatorOptions();

    @Option(
            names = "--check",
            paramLabel = "URL",
            hidden = true,
            description = "Only ask the operator there whether it does its work, for the chart's test.")
    private Optional<URI> check = Optional.empty();

    @Option(names = "--check-for", paramLabel = "TIME", hidden = true, converter = Time.class)
    private Duration patience = Duration.ofMinutes(1);

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // digits and points are part of what others read
        Logging.plain();
        System.exit(commandLine().execute(args));
    }

    /** The command, to be run by itself or below another. */
    public static CommandLine commandLine() {
        return new CommandLine(new OperatorProgram()).setParameterExceptionHandler((wrong, _) -> {
            var command = wrong.getCommandLine();
            command.getErr().printf("connstate-operator: %s%nTry 'connstate-operator --help'.%n", wrong.getMessage());
            return command.getCommandSpec().exitCodeOnInvalidInput();
        });
    }

    @Override
    public Integer call() throws InterruptedException {
        if (check.isPresent()) {
            return check(check.get());
        }
        var config = options.config();
        var client = new KubernetesClientBuilder().withConfig(config).build();
        try {
            var operation = Operation.start(client, options.settings(config));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(operation), "connstate-end"));
            spec.commandLine()
                    .getErr()
                    .printf(
                            "agents report at https://%s:%d; metrics at http://%s:%d/metrics%n",
                            options.host(), operation.intakePort(), options.host(), operation.probesPort());
            Thread.currentThread().join(); // till a signal ends the process
            return 0;
        } catch (CertificateProblem | IllegalStateException e) {
            return failed(e.getMessage(), client);
        } catch (KubernetesClientException e) {
            return failed("the API server at %s: %s".formatted(config.getMasterUrl(), e.getMessage()), client);
        }
    }

    private int check(URI url) throws InterruptedException {
        var troubles = new Check(url).troubles(patience);
        if (troubles.isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .println("The replicas of the operator are ready, one decides, and agents report.");
            return 0;
        }
        troubles.forEach(it -> spec.commandLine().getErr().println("connstate-operator: " + it));
        return spec.exitCodeOnExecutionException();
    }

    private int failed(String sentence, KubernetesClient client) {
        spec.commandLine().getErr().println("connstate-operator: " + sentence);
        client.close();
        return spec.exitCodeOnExecutionException();
    }

    /** The process ends with it, whatever threads are still at: a Lease that was given up must not be renewed. */
    private static void end(Operation operation) {
        operation.close();
        Runtime.getRuntime().halt(0);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "connstate-operator " + Build.of(OperatorProgram.class).text()
            };
        }
    }
}
