package dev.connstate.diagnosis.symptom.conntrack;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Trail;
import dev.connstate.report.Conntrack;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The connection tracking table of one namespace over the window.
 *
 * @param looks oldest first; only those in which it could be read
 */
record TrackingTable(NamespaceWindow seen, List<Conntrack> looks) {
    static Optional<TrackingTable> of(NamespaceWindow seen) {
        var looks = seen.looks().stream()
                .flatMap(look -> look.report().conntrack().stream())
                .toList();
        return seen.now().conntrack().map(_ -> new TrackingTable(seen, looks));
    }

    /** Whether no counter moved at all, as in most namespaces. */
    boolean rests() {
        var first = looks.getFirst().counters();
        return looks.stream().allMatch(look -> look.counters().equals(first));
    }

    /** By how much a counter grew; 0 where that is not known. */
    long moved(String counter) {
        return since(counter).growth();
    }

    int intervalsMoved(String counter) {
        return since(counter).rises();
    }

    /** Since it last fell: a module loaded anew begins at 0, and a CPU's wraps. What it was before says nothing. */
    private Trail since(String counter) {
        return seen.trail(report -> report.conntrack()
                        .map(table -> table.counters().of(counter))
                        .orElse(OptionalLong.empty()))
                .whileNotFalling();
    }

    /** Whether it was so full, in percent, in any look. */
    boolean wasFull(int percent) {
        return looks.stream().anyMatch(look -> isFull(look, percent));
    }

    /** Whether it is so full now, and was in the look before. */
    boolean staysFull(int percent) {
        return seen.lasts(
                report -> report.conntrack().map(look -> isFull(look, percent)).orElse(false));
    }

    static boolean isFull(Conntrack look, int percent) {
        return look.limit().isPresent()
                && look.limit().getAsLong() > 0
                && look.entries() * 100.0 >= look.limit().getAsLong() * (double) percent;
    }

    Evidence entries() {
        var now = looks.getLast();
        var limit = now.limit();
        return new Evidence(
                "nf_conntrack_count",
                limit.isPresent() && limit.getAsLong() > 0
                        ? "%d of nf_conntrack_max %d (%.0f %%)"
                                .formatted(now.entries(), limit.getAsLong(), now.entries() * 100.0 / limit.getAsLong())
                        : Long.toString(now.entries()));
    }

    /** Of those counters that grew. */
    List<Evidence> growth(List<String> counters) {
        return counters.stream()
                .filter(counter -> moved(counter) > 0)
                .map(counter -> new Evidence(
                        "conntrack " + counter,
                        "+%d in %s".formatted(moved(counter), since(counter).lengthText())))
                .toList();
    }
}
