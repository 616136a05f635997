package dev.connstate.bench.fleet;

import dev.connstate.agent.Agent;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.delivery.Trust;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.report.NodeReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * A cluster around one operator: how many nodes, pods of each and alerts are the first arguments, the operator's command the
 * others. Prints, once all nodes report, the operator's process id
 * and the port of its metrics; then answers each line on standard input with how long replies took since the last. Ends,
 * with all it started, with its standard input. The price is taken by {@code bench/run}, from the operator's clock.
 */
public final class FleetBench {
    private static final Pattern READY =
            Pattern.compile("report at https://[^:]+:(\\d+); metrics at http://[^:]+:(\\d+)");

    private static final int SIZES = 3;

    /** For tokens, at once. */
    private static final int ASKING = 8;

    private FleetBench() {}

    public static void main(String[] arguments) throws Exception {
        var numbers = Arrays.stream(arguments)
                .limit(SIZES)
                .mapToInt(Integer::parseInt)
                .toArray();
        var command = Arrays.copyOfRange(arguments, SIZES, arguments.length);
        var population = new Population(Size.of(numbers[0], numbers[1], numbers[2]));
        try (var server = new KubeApiServer()) {
            server.makeNamespace(Population.OWN_NAMESPACE);
            server.makeServiceAccount(Population.OWN_NAMESPACE, Population.AGENT);
            try (var etcd = new Etcd(server.etcdUrl())) {
                population.into(etcd);
            }
            server.kubectl("apply", "-f", "fleet.yaml");
            new Alerts(population.size()).into(server.client());
            var operator = operator(command, server.kubeconfig());
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                serve(population, server, operator, senders);
            } finally {
                operator.destroy();
                operator.waitFor();
            }
        }
    }

    private static void serve(Population population, KubeApiServer server, Process operator, ExecutorService senders)
            throws Exception {
        var said = new BufferedReader(new InputStreamReader(operator.getErrorStream(), StandardCharsets.UTF_8));
        var ports = said.lines()
                .peek(System.err::println)
                .map(READY::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the operator ended"));
        Thread.ofVirtual().start(() -> said.lines().forEach(System.err::println));
        var tls = tls(server);
        var like = look();
        var reports = new Reports(new Course(population, 0, like));
        var lag = new Lag(population.size().nodes()
                / (double) population.size().interval().toSeconds());
        var port = Integer.parseInt(ports.group(1));
        try (var asking = Executors.newFixedThreadPool(ASKING)) {
            var started = new ArrayList<Future<?>>();
            for (int i = 0; i < population.size().nodes(); i++) {
                int node = i;
                started.add(asking.submit(() -> senders.submit(new Sender(
                        new Course(population, node, like),
                        reports,
                        token(server, population, node),
                        tls,
                        port,
                        lag))));
            }
            for (var one : started) {
                one.get(); // or say why not
            }
        }
        System.out.printf("%d %s%n", operator.pid(), ports.group(2));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (var etcd = new Etcd(server.etcdUrl())) {
            long before = writes(etcd);
            while (input.readLine() != null) {
                long now = writes(etcd);
                System.out.println(lag.told(now - before));
                before = now;
            }
        }
        senders.shutdownNow();
    }

    /** What the operator writes while it decides. */
    private static long writes(Etcd etcd) throws IOException, InterruptedException {
        return etcd.writes("connstate.dev/") + etcd.writes("events/");
    }

    private static String token(KubeApiServer server, Population population, int node) {
        return server.token(
                Population.OWN_NAMESPACE, Population.AGENT, "connstate-operator", Optional.of(population.agent(node)));
    }

    private static Process operator(String[] command, Path kubeconfig) throws IOException {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of(
                "--kubeconfig=" + kubeconfig,
                "--own-namespace=" + Population.OWN_NAMESPACE,
                "--single",
                "--intake-port=0",
                "--probes-port=0"));
        return new ProcessBuilder(all).start();
    }

    private static NodeReport look() {
        try (var agent = Agent.start(AgentSettings.DEFAULTS)) {
            return agent.observe();
        }
    }

    /** Trusts the operator's own CA, as agents do. */
    private static SSLContext tls(KubeApiServer server) throws IOException, GeneralSecurityException {
        ConfigMap ca = server.client()
                .configMaps()
                .inNamespace(Population.OWN_NAMESPACE)
                .withName("connstate-ca")
                .require();
        return Trust.context(ca.getData().get("ca.crt").getBytes(StandardCharsets.US_ASCII));
    }
}
