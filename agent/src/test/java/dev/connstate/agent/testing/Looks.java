package dev.connstate.agent.testing;

import dev.connstate.agent.Agent;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks of an agent at the namespaces that a test made, and at nothing else. */
public final class Looks {
    /** Is not there: the test is about processes' namespaces. */
    public static final Path NO_MOUNTS = Path.of("/proc/connstate/no/mounts");

    private Looks() {}

    /** Every table anew in each look. */
    public static AgentSettings settings(SourceChoice source, TestNamespace... namespaces) {
        return settings(source, Duration.ZERO, List.of(namespaces));
    }

    public static AgentSettings settings(SourceChoice source, Duration tablesDeadline, List<TestNamespace> namespaces) {
        var ids = namespaces.stream().map(TestNamespace::id).collect(Collectors.toSet());
        return new AgentSettings(
                Path.of("/proc"), NO_MOUNTS, source, new Selection(ids, Set.of()), tablesDeadline, 100);
    }

    /** One look of a new agent. */
    public static NamespaceReport at(TestNamespace namespace, SourceChoice source) {
        return at(namespace, settings(source, namespace));
    }

    /** One look of a new agent. */
    public static NamespaceReport at(TestNamespace namespace, AgentSettings settings) {
        try (var agent = Agent.start(settings)) {
            return of(namespace, agent.observe());
        }
    }

    /** The same, and what is idle for so long. */
    public static AgentSettings withIdle(AgentSettings settings, Duration idleAfter) {
        return new AgentSettings(
                settings.proc(),
                settings.mounts(),
                settings.source(),
                settings.selection(),
                settings.tablesDeadline(),
                settings.top(),
                Optional.of(idleAfter));
    }

    /** What the report says of the namespace. */
    public static NamespaceReport of(TestNamespace namespace, NodeReport report) {
        return report.namespaces().stream()
                .filter(it -> it.id() == namespace.id())
                .findFirst()
                .orElseThrow(() -> new AssertionError("the report has no namespace %d, its problems are %s"
                        .formatted(namespace.id(), report.problems())));
    }

    public static Listener listener(NamespaceReport report, int port) {
        return listeners(report, port).findFirst().orElseThrow();
    }

    public static Stream<Listener> listeners(NamespaceReport report, int port) {
        return report.listeners().stream().filter(listener -> listener.port() == port);
    }
}
