package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.Conntrack;
import dev.connstate.report.NamespaceReport;

/** Entries of the namespace's connection tracking, percent of nf_conntrack_max, which each namespace's count meets. */
public record ConntrackUsage() implements Measure {
    @Override
    public Reading read(Sighting sighting) {
        var now = sighting.now();
        if (sighting.sharesHostNetwork()) {
            return Reading.Unknown.shared("tracked connections");
        }
        return now.conntrack()
                .map(table -> usage(table, now))
                .orElseGet(() -> now.counters().names().isEmpty()
                        ? Reading.Unknown.unread()
                        : new Reading.Absent("no connections are tracked"));
    }

    private static Reading usage(Conntrack table, NamespaceReport now) {
        if (table.limit().isEmpty()) {
            return Reading.Unknown.unseen("nf_conntrack_max", now);
        }
        long limit = table.limit().getAsLong();
        // 0 switches the limit off (__nf_conntrack_alloc).
        return new Reading.Value(Points.percent(table.entries(), limit), Named.NOTHING);
    }

    @Override
    public String describe(String amount) {
        return amount + "% of the connection tracking table";
    }
}
