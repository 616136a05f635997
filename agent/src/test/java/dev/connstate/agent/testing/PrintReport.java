package dev.connstate.agent.testing;

import dev.connstate.agent.Agent;
import dev.connstate.agent.AgentException;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An agent in a process that lacks a right: {@code PROC SOURCE ID...} prints what one look shows, a line each. */
public final class PrintReport {
    private PrintReport() {}

    public static void main(String[] arguments) {
        var ids = Stream.of(arguments).skip(2).map(Long::valueOf).collect(Collectors.toSet());
        var settings = new AgentSettings(
                Path.of(arguments[0]),
                Looks.NO_MOUNTS,
                SourceChoice.valueOf(arguments[1]),
                new Selection(ids, Set.of()),
                Duration.ZERO,
                100);
        try (var agent = Agent.start(settings)) {
            var report = agent.observe();
            report.problems().forEach(problem -> System.out.println("problem: " + problem));
            report.namespaces().forEach(PrintReport::print);
        } catch (AgentException e) {
            System.out.println("refused: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void print(NamespaceReport namespace) {
        var connections = namespace.connections().map(counts -> counts.counts().toString());
        System.out.printf(
                "namespace %d: source=%s connections=%s sysctls=%b limits=%b owners=%b counters=%b%n",
                namespace.id(),
                namespace.source().map(Enum::name).orElse("none"),
                connections.orElse("unknown"),
                !namespace.sysctls().isEmpty(),
                namespace.listeners().stream().allMatch(PrintReport::hasLimit)
                        && !namespace.listeners().isEmpty(),
                namespace.listeners().stream().anyMatch(it -> it.process().isPresent()),
                !namespace.counters().names().isEmpty());
        namespace
                .problems()
                .forEach(problem -> System.out.println("problem of %d: ".formatted(namespace.id()) + problem));
    }

    private static boolean hasLimit(Listener listener) {
        return listener.acceptQueue().limit().isPresent();
    }
}
