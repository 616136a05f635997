package dev.connstate.bench;

import dev.connstate.agent.Agent;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The agent, looking at the namespaces of some processes. */
final class Looker implements Reader, AutoCloseable {
    private final Agent agent;
    private final List<Long> namespaces;
    private NodeReport last;

    /** @param tablesDeadline as {@link AgentSettings#tablesDeadline()}; 0 walks the tables in each look */
    Looker(SourceChoice source, Duration tablesDeadline, List<Integer> pids) {
        var defaults = AgentSettings.DEFAULTS;
        var proc = new ProcRoot(defaults.proc());
        namespaces = pids.stream()
                .map(pid -> ProcRoot.namespaceId(proc.net(pid)).orElseThrow())
                .toList();
        var selection = new Selection(Set.copyOf(namespaces), Set.of());
        agent = Agent.start(new AgentSettings(
                defaults.proc(), defaults.mounts(), source, selection, tablesDeadline, defaults.top()));
    }

    @Override
    public List<ConnectionCounts> read() {
        last = agent.observe();
        var byId = last.namespaces().stream().collect(Collectors.toMap(NamespaceReport::id, Function.identity()));
        return namespaces.stream()
                .map(id -> byId.get(id).connections().orElseThrow())
                .toList();
    }

    NodeReport last() {
        return last;
    }

    @Override
    public void close() {
        agent.close();
    }
}
