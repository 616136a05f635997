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

    static List<String> of(AgentSettings settings, NodeReport last, int looks) {
        var things = new ArrayList<String>();
        if (looks < 2) {
            things.add("what takes two looks to know");
        }
        if (settings.idleAfter().isEmpty()) {
            things.add("idle connections (see --idle-limit)");
        }
        if (settings.source() == SourceChoice.PROC) {
            things.add("limits of accept queues, drops of listeners and idle times (--source proc does not show them)");
        }
        if (!settings.selection().isAll()) {
            things.add("other network namespaces than those chosen");
        }
        if (last.host().sysctls().isEmpty()) {
            things.add("limits of the whole host (not seen from here)");
        }
        long rows = last.namespaces().stream()
                .mapToLong(namespace -> rows(namespace.omitted()))
                .sum();
        if (rows > 0) {
            things.add("%,d rows beyond the first %d of a list (see --top)".formatted(rows, settings.top()));
        }
        return things;
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
