package dev.connstate.bench.jmh;

import dev.connstate.agent.Agent;
import dev.connstate.agent.AgentSettings;
import dev.connstate.bench.fleet.NodeLooks;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.time.Instant;

/** A node of 30 pods, with 10 listeners and 20 destinations in each namespace, and the counters of this machine. */
final class Node {
    static final Duration INTERVAL = Duration.ofSeconds(15);
    static final int NAMESPACES = 31;

    private final NodeLooks looks;

    Node() {
        try (var agent = Agent.start(AgentSettings.DEFAULTS)) {
            looks = new NodeLooks(agent.observe());
        }
    }

    NodeReport look(int number) {
        return looks.report(number, Instant.EPOCH.plus(INTERVAL.multipliedBy(number)));
    }
}
