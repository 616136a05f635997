package dev.connstate.cli;

import dev.connstate.agent.Agent;
import dev.connstate.agent.AgentSettings;
import dev.connstate.report.NodeReport;

/** What a command needs of an agent. */
interface Lookout extends AutoCloseable {
    NodeReport observe();

    @Override
    void close();

    /** How a command comes to its lookout; tests have one without a kernel. */
    interface Post {
        /** @throws dev.connstate.agent.AgentException when looking is not possible at all */
        Lookout start(AgentSettings settings);
    }

    static Lookout agent(AgentSettings settings) {
        var agent = Agent.start(settings);
        return new Lookout() {
            @Override
            public NodeReport observe() {
                return agent.observe();
            }

            @Override
            public void close() {
                agent.close();
            }
        };
    }
}
