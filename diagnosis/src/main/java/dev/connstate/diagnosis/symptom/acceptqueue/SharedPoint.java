package dev.connstate.diagnosis.symptom.acceptqueue;

import dev.connstate.diagnosis.window.ListenerWindow;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Address;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The sockets that listen at one address and port: one, or with SO_REUSEPORT several with a queue each. */
record SharedPoint(List<ListenerWindow> listeners) {
    static List<SharedPoint> all(NamespaceWindow seen) {
        return seen.listeners().stream()
                .collect(Collectors.groupingBy(
                        listener ->
                                new Key(listener.now().address(), listener.now().port()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(SharedPoint::new)
                .toList();
    }

    /** The one that is worst off. */
    ListenerWindow worst() {
        return listeners.stream()
                .max(Comparator.comparingLong(ListenerWindow::timesFull)
                        .thenComparingLong(listener -> listener.drops().orElse(0))
                        .thenComparingLong(ListenerWindow::longestQueue))
                .orElseThrow();
    }

    boolean wasFull() {
        return listeners.stream().anyMatch(listener -> listener.timesFull() > 0);
    }

    boolean hasDropped() {
        return listeners.stream().anyMatch(listener -> listener.drops().orElse(0) > 0);
    }

    boolean hadQueue() {
        return longestQueue() > 0;
    }

    long longestQueue() {
        return worst().longestQueue();
    }

    /** Whether one is full while another has room for as many again: the kernel chose by hash, not by queue. */
    boolean isImbalanced() {
        var worst = worst();
        return listeners.size() > 1
                && worst.timesFull() > 0
                && listeners.stream()
                        .anyMatch(other -> other != worst
                                && other.timesFull() == 0
                                && other.longestQueue() * 2 <= worst.longestQueue());
    }

    private record Key(Address address, int port) {}
}
