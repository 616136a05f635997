package dev.connstate.operator;

import dev.connstate.operator.lead.Leadership;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;

/** What is said on the command line, or by the environment. */
final class OperatorOptions {
    /** An API server that does not answer must not keep a leader from seeing that it lost its Lease. */
    private static final int REQUEST_TIMEOUT_MILLIS = 3000;

    private static final String LEASE = "connstate-operator";

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

    /** To listen at. */
    String host() {
        return address.getHostAddress();
    }

    /** For the client. */
    Config config() {
        var found = kubeconfig
                .map(path -> Config.fromKubeconfig(path.toFile()))
                .orElseGet(() -> Config.autoConfigure(null));
        return new ConfigBuilder(found)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withConnectionTimeout(REQUEST_TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(0) // ten tries behind our back take longer than a Lease
                .build();
    }

    OperatorSettings settings(Config config) {
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
