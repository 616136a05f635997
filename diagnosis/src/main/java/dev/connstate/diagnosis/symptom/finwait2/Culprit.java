package dev.connstate.diagnosis.symptom.finwait2;

import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.NamespaceReport;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;

/** The program at the other end, where that is on the same node: what is FIN_WAIT2 here is CLOSE_WAIT there. */
record Culprit(NamespaceReport namespace, CloseWaitHolder holder) {
    /** Who holds most of them, of all whose peers are here. */
    static Optional<Culprit> of(NamespaceWindow seen) {
        var here = new HashSet<>(seen.now().addresses());
        return seen.node().looks().values().stream()
                .map(looks -> looks.getLast().report())
                .flatMap(namespace -> namespace.closeWait().stream()
                        .filter(holder -> holder.accepted() && holder.process().isPresent())
                        .filter(holder -> holder.peers().stream()
                                .anyMatch(peer -> here.contains(peer.address())
                                        && (namespace.id() == seen.now().id()
                                                || !peer.address().isLoopback())))
                        .map(holder -> new Culprit(namespace, holder)))
                .max(Comparator.comparingLong(it -> it.holder.count()));
    }

    /** {@code java(7) in netns 4026532301} */
    String text() {
        var process = holder.process().orElseThrow();
        return "%s (pid %d) in netns %d".formatted(process.name(), process.pid(), namespace.id());
    }
}
