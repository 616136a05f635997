package dev.connstate.cli.output;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What watching a node found, and what was watched.
 *
 * @param findings the worst first
 * @param problems what could not be seen, a sentence each
 * @param notLookedAt what was not asked for, and how to ask
 */
public record Diagnosed(
        Window window,
        Node node,
        Watched watched,
        List<Finding> findings,
        List<String> problems,
        List<String> notLookedAt) {
    public Diagnosed {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
        notLookedAt = List.copyOf(notLookedAt);
    }

    /** @param from when the first of the looks was taken, {@code last} being the newest */
    public static Diagnosed of(
            Instant from, NodeReport last, int looks, List<Finding> findings, List<String> notLookedAt) {
        return new Diagnosed(
                new Window(from, last.takenAt()),
                last.node(),
                Watched.of(looks, last),
                findings,
                Sections.problems(last),
                notLookedAt);
    }

    /** From the first look to the last. */
    public record Window(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * What there was to see in the last look.
     *
     * @param unreadable namespaces among them whose tables could not be read, so that their connections are not counted
     */
    public record Watched(int looks, int namespaces, int unreadable, long listeners, long connections) {
        private static Watched of(int looks, NodeReport last) {
            var all = last.namespaces();
            long unreadable = all.stream()
                    .filter(namespace -> namespace.connections().isEmpty())
                    .count();
            return new Watched(
                    looks,
                    all.size(),
                    (int) unreadable,
                    all.stream().mapToLong(Watched::listeners).sum(),
                    all.stream().mapToLong(Watched::connections).sum());
        }

        private static long listeners(NamespaceReport namespace) {
            return namespace.listeners().size() + namespace.omitted().listeners();
        }

        private static long connections(NamespaceReport namespace) {
            return namespace
                    .connections()
                    .map(counts -> counts.total() - counts.of(TcpState.LISTEN))
                    .orElse(0L);
        }
    }
}
