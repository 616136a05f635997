package dev.connstate.operator.testing;

import dev.connstate.agent.delivery.Delivery;
import dev.connstate.agent.delivery.DeliverySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reports of one node to replicas of the operator, one each second, by the agent's own delivery. */
public final class AgentReports implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final String node;
    private final List<DeliverySettings> replicas = new ArrayList<>();
    private volatile Checkout checkout;
    private volatile List<String> troubles = List.of();

    public AgentReports(AgentPod agent, Path folder, Checkout checkout, OperatorProcess... operators)
            throws IOException {
        this.node = agent.pod().getSpec().getNodeName();
        this.checkout = checkout;
        var token = agent.token(folder);
        var authority = Optional.of(agent.authority(folder));
        for (var operator : operators) {
            replicas.add(
                    new DeliverySettings(URI.create("https://127.0.0.1:" + operator.intakePort()), token, authority));
        }
        clock.scheduleAtFixedRate(this::send, 0, 1, TimeUnit.SECONDS);
    }

    /** From the next report on. */
    public void become(Checkout other) {
        checkout = other;
    }

    /** Of the last report: a sentence for each replica that did not take it. */
    public List<String> troubles() {
        return troubles;
    }

    private void send() {
        try {
            var report = Checkout.report(node, Instant.now(), List.of(checkout));
            var now = new ArrayList<String>();
            for (var replica : replicas) {
                now.addAll(Delivery.once(replica, report));
            }
            troubles = List.copyOf(now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
