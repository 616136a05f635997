package dev.connstate.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorAccount;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the API server does not take at once: it is the real one that refuses. */
@ExtendWith(KubeApiServerExtension.class)
class EventsIT {
    private static final Logger LOGGER = Logger.getLogger(Events.class.getName());

    private final Said said = new Said();

    @BeforeEach
    void listen() {
        LOGGER.addHandler(said);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.removeHandler(said);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void oneThatIsRefusedForAWhileIsTold(KubeApiServer server, @TempDir Path folder) throws Exception {
        var own = OperatorAccount.in(server, "events-late");
        try (var client = client(own, folder);
                var events = new Events(client, "test")) {
            tell(events, "events-late");
            Eventually.holds(() -> assertThat(own.server().requestsOf("events-late", OperatorAccount.NAME))
                    .anyMatch(request -> request.forbidden()));
            own.mayEverywhere(mayTell());
            Eventually.holds(() -> assertThat(told(server, "events-late")).isEqualTo("Fired"));
        }
        assertThat(said.lines).isEmpty();
    }

    @Test
    void oneThatIsForbiddenIsSaidOnceAndKeepsNobodyWaiting(KubeApiServer server, @TempDir Path folder)
            throws Exception {
        var own = OperatorAccount.in(server, "events-own");
        server.makeNamespace("events-forbidden");
        server.makeNamespace("events-allowed");
        own.mayIn("events-allowed", mayTell());
        try (var client = client(own, folder);
                var events = new Events(client, "test", Duration.ofMillis(200))) {
            tell(events, "events-forbidden");
            tell(events, "events-allowed");
            Eventually.holds(() -> assertThat(told(server, "events-allowed")).isEqualTo("Fired"));
            assertThat(said.lines).as("it is tried again, still").isEmpty();
            Eventually.holds(() -> assertThat(said.lines).isNotEmpty());
            Thread.sleep(1000);
            assertThat(said.lines)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getParameters()[1].toString())
                            .contains("cannot create resource \"events\""));
        }
    }

    /** Told by the leader before, or of a namespace that is gone with its alerts. */
    @Test
    void oneThatNobodyMissesIsNotSpokenOf(KubeApiServer server) throws Exception {
        server.makeNamespace("events-twice");
        try (var events = new Events(server.client(), "test", Duration.ofMillis(1))) {
            tell(events, "events-twice");
            tell(events, "events-twice");
            tell(events, "events-nowhere");
            Eventually.holds(() -> assertThat(told(server, "events-twice")).isEqualTo("Fired"));
            Thread.sleep(1000);
        }
        assertThat(told(server, "events-twice")).isEqualTo("Fired");
        assertThat(said.lines).isEmpty();
    }

    private static KubernetesClient client(OperatorAccount account, Path folder) throws Exception {
        var config = Config.fromKubeconfig(account.kubeconfig(folder).toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static List<PolicyRule> mayTell() {
        return List.of(new PolicyRuleBuilder()
                .withApiGroups("events.k8s.io")
                .withResources("events")
                .withVerbs("create")
                .build());
    }

    private static void tell(Events events, String namespace) {
        var alert = new ConnectionAlert();
        alert.getMetadata().setNamespace(namespace);
        alert.getMetadata().setName("checkout");
        alert.getMetadata().setUid(namespace);
        events.tell(alert, Instant.parse("2026-11-21T10:00:00Z"), true, "Fired", "Checkout leaks");
    }

    private static String told(KubeApiServer server, String namespace) {
        return server.kubectl("get", "events", "-n=" + namespace, "-o=jsonpath={.items[*].reason}");
    }

    private static final class Said extends Handler {
        private final Queue<LogRecord> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord log) {
            lines.add(log);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
