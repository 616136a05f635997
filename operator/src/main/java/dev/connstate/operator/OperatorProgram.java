package dev.connstate.operator;

import dev.connstate.operator.certificate.CertificateProblem;
import dev.connstate.operator.lead.Leadership;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "connstate-operator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Take the agents' reports, and decide alerts and recommendations.",
            "Uses the kubeconfig or the pod's service account. Each option can be given as the environment variable"
                    + " beside it; lists with commas."
        })
public final class OperatorProgram implements Callable<Integer> {
    /** An API server that does not answer must not keep a leader from seeing that it lost its Lease. */
    private static final int REQUEST_TIMEOUT_MILLIS = 3000;

    private static final String LEASE = "connstate-operator";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kubeconfig",
            paramLabel = "PATH",
            description = "Default: KUBECONFIG, ~/.kube/config or the pod's service account.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "${env:CONNSTATE_NAMESPACES}",
            description = "Look only at these, by the rights of Roles alone. Default: the whole cluster."
                    + " CONNSTATE_NAMESPACES")
    private List<String> namespaces = List.of();

    @Option(
            names = "--own-namespace",
            paramLabel = "NAME",
            defaultValue = "${env:POD_NAMESPACE}",
            description = "Where the Lease and the CA are. Default: that of the kubeconfig. POD_NAMESPACE")
    private Optional<String> ownNamespace = Optional.empty();

    @Option(
            names = "--identity",
            paramLabel = "NAME",
            defaultValue = "${env:POD_NAME}",
            description = "What no other replica is called. Default: a new one. POD_NAME")
    private Optional<String> identity = Optional.empty();

    @Option(names = "--single", description = "This is the only replica: decide without a Lease.")
    private boolean single;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "${env:CONNSTATE_ADDRESS:-127.0.0.1}",
            description = "To listen at; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}. CONNSTATE_ADDRESS")
    private InetAddress address = InetAddress.getLoopbackAddress();

    @Option(
            names = "--intake-port",
            paramLabel = "PORT",
            defaultValue = "${env:CONNSTATE_INTAKE_PORT:-8443}",
            description = "Where agents report, by HTTPS; 0 takes a free one. Default: ${DEFAULT-VALUE}."
                    + " CONNSTATE_INTAKE_PORT")
    private int intakePort = 8443;

    @Option(
            names = "--probes-port",
            paramLabel = "PORT",
            defaultValue = "${env:CONNSTATE_PROBES_PORT:-8080}",
            description = "Where /metrics, /healthz and /readyz are. Default: ${DEFAULT-VALUE}. CONNSTATE_PROBES_PORT")
    private int probesPort = 8080;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "${env:CONNSTATE_INTERVAL:-15s}",
            converter = Time.class,
            description = "At which agents report and alerts are evaluated. Default: ${DEFAULT-VALUE}."
                    + " CONNSTATE_INTERVAL")
    private Duration interval = Duration.ofSeconds(15);

    @Option(
            names = "--idle-limit",
            paramLabel = "TIME",
            defaultValue = "${env:CONNSTATE_IDLE_LIMIT}",
            converter = Time.class,
            description = "After which a load balancer, NAT or firewall on the way forgets an idle connection. Default:"
                    + " none is stated, and idle connections are not looked for. CONNSTATE_IDLE_LIMIT")
    private Optional<Duration> idleLimit = Optional.empty();

    @Option(
            names = "--audience",
            paramLabel = "NAME",
            defaultValue = "${env:CONNSTATE_AUDIENCE:-connstate-operator}",
            description = "What agents' tokens must be for. Default: ${DEFAULT-VALUE}. CONNSTATE_AUDIENCE")
    private String audience = "connstate-operator";

    @Option(
            names = "--agent",
            paramLabel = "USER",
            split = ",",
            defaultValue = "${env:CONNSTATE_AGENTS}",
            description = "Who agents are: system:serviceaccount:NAMESPACE:NAME. Default: any pod with such a token."
                    + " CONNSTATE_AGENTS")
    private Set<String> agents = Set.of();

    @Option(
            names = "--certificate",
            paramLabel = "PATH",
            defaultValue = "${env:CONNSTATE_CERTIFICATE}",
            description = "A folder with tls.crt and tls.key, read anew when they change. Default: a CA of our own."
                    + " CONNSTATE_CERTIFICATE")
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--authority",
            paramLabel = "NAME",
            defaultValue = "${env:CONNSTATE_AUTHORITY:-connstate-ca}",
            description = "The Secret of our own CA, and the ConfigMap that agents trust. Default: ${DEFAULT-VALUE}."
                    + " CONNSTATE_AUTHORITY")
    private String authority = "connstate-ca";

    @Option(
            names = "--server-name",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "${env:CONNSTATE_SERVER_NAMES:-localhost,ip:127.0.0.1}",
            description = "What agents know this server by, the first above all. Default: ${DEFAULT-VALUE}."
                    + " CONNSTATE_SERVER_NAMES")
    private List<String> serverNames = List.of("localhost", "ip:127.0.0.1");

    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            split = ",",
            defaultValue = "${env:CONNSTATE_ALERTMANAGERS}",
            description = "One replica of Alertmanager; give each of them. CONNSTATE_ALERTMANAGERS")
    private List<URI> alertmanagers = List.of();

    @Option(
            names = "--prometheus-rules",
            defaultValue = "${env:CONNSTATE_PROMETHEUS_RULES:-false}",
            description = "Write a PrometheusRule for each alert. CONNSTATE_PROMETHEUS_RULES")
    private boolean prometheusRules;

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
        var config = config();
        var client = new KubernetesClientBuilder().withConfig(config).build();
        var ended = new CountDownLatch(1);
        try {
            var operation = Operation.start(client, settings(config));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(operation, ended), "connstate-end"));
            spec.commandLine()
                    .getErr()
                    .printf(
                            "agents report at https://%s:%d; metrics at http://%s:%d/metrics%n",
                            address.getHostAddress(),
                            operation.intakePort(),
                            address.getHostAddress(),
                            operation.probesPort());
            ended.await();
            return 0;
        } catch (CertificateProblem | IllegalStateException e) {
            return failed(e.getMessage(), client);
        } catch (KubernetesClientException e) {
            return failed("the API server at %s: %s".formatted(config.getMasterUrl(), e.getMessage()), client);
        }
    }

    private int failed(String sentence, KubernetesClient client) {
        spec.commandLine().getErr().println("connstate-operator: " + sentence);
        client.close();
        return spec.exitCodeOnExecutionException();
    }

    /** The process ends with it, whatever threads are still at: a Lease that was given up must not be renewed. */
    private static void end(Operation operation, CountDownLatch ended) {
        operation.close();
        ended.countDown();
        Runtime.getRuntime().halt(0);
    }

    private Config config() {
        var found = kubeconfig
                .map(path -> Config.fromKubeconfig(path.toFile()))
                .orElseGet(() -> Config.autoConfigure(null));
        return new ConfigBuilder(found)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withConnectionTimeout(REQUEST_TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(0) // ten tries behind our back take longer than a Lease
                .build();
    }

    private OperatorSettings settings(Config config) {
        var home = ownNamespace.orElseGet(
                () -> Optional.ofNullable(config.getNamespace()).orElse("default"));
        var name = identity.orElseGet(() -> "connstate-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        return new OperatorSettings(
                namespaces,
                home,
                single ? Optional.empty() : Optional.of(new Leadership(home, LEASE, name)),
                new InetSocketAddress(address, intakePort),
                new InetSocketAddress(address, probesPort),
                interval,
                idleLimit,
                audience,
                agents,
                certificate,
                authority,
                serverNames,
                alertmanagers,
                prometheusRules);
    }
}
