package dev.connstate.cli;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.SourceChoice;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Omitted;
import java.util.ArrayList;
import java.util.List;

/** What a diagnosis says nothing about because nobody asked it to. What it was refused is among a report's problems. */
final class NotLookedAt {
    private NotLookedAt() {}

    static List<String> sentences(AgentSettings settings, NodeReport last, int looks) {
        var sentences = new ArrayList<String>();
        if (looks < 2) {
            sentences.add("what takes two looks to know: counters that move and levels that last");
        }
        if (settings.idleAfter().isEmpty()) {
            sentences.add("idle connections: --idle-limit says after how long a load balancer or firewall forgets one");
        }
        if (settings.source() == SourceChoice.PROC) {
            sentences.add("limits of accept queues, drops of listeners, ages: --source proc does not show them");
        }
        if (!settings.selection().isAll()) {
            sentences.add("other network namespaces than --namespace and --pid choose");
        }
        if (last.host().sysctls().isEmpty()) {
            sentences.add("limits of the whole host: its own network namespace is not among those looked at");
        }
        long rows = last.namespaces().stream()
                .mapToLong(namespace -> rows(namespace.omitted()))
                .sum();
        if (rows > 0) {
            sentences.add(
                    "%,d rows beyond the first %d of a namespace's lists: raise --top".formatted(rows, settings.top()));
        }
        return sentences;
    }

    private static long rows(Omitted omitted) {
        return omitted.listeners()
                + omitted.destinations()
                + omitted.closeWait()
                + omitted.closing()
                + omitted.idle()
                + omitted.udp();
    }
}
