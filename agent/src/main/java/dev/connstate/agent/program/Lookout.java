package dev.connstate.agent.program;

import dev.connstate.agent.Agent;
import dev.connstate.agent.AgentSettings;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The agent that looks, begun anew when the operator asks for idle connections of another age. */
final class Lookout implements AutoCloseable {
    private final Function<Optional<Duration>, AgentSettings> settings;
    private final Optional<String> nodeName;
    private Optional<Duration> idleAfter = Optional.empty();
    private Agent agent;

    /**
     * @param settings for an age of idle connections
     * @param nodeName what Kubernetes calls the node; empty where that is the host's name
     * @throws dev.connstate.agent.AgentException when looking is not possible at all
     */
    Lookout(Function<Optional<Duration>, AgentSettings> settings, Optional<String> nodeName) {
        this.settings = settings;
        this.nodeName = nodeName;
        this.agent = Agent.start(settings.apply(idleAfter));
    }

    NodeReport look() {
        var report = agent.observe();
        return nodeName.map(report::ofNode).orElse(report);
    }

    void idleAfter(Optional<Duration> wanted) {
        if (!wanted.equals(idleAfter)) {
            agent.close();
            agent = Agent.start(settings.apply(wanted));
            idleAfter = wanted;
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}
