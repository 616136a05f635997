package dev.connstate.diagnosis.symptom.connectstall;

import dev.connstate.diagnosis.window.ListenerWindow;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Address;
import dev.connstate.report.Destination;
import dev.connstate.report.ProcessRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is at a destination, where a watched namespace of this node has its address.
 *
 * @param listeners that take connections to the destination; none when nobody listens there
 */
record OtherEnd(NamespaceWindow namespace, List<ListenerWindow> listeners) {
    static final String OVERFLOWS = "TcpExt.ListenOverflows";

    /** A loopback address is the namespace's own. Two that share an address are told apart by who listens, or is full. */
    static Optional<OtherEnd> of(NamespaceWindow seen, Destination destination) {
        var address = destination.address();
        if (address.isLoopback() || isOf(seen, address)) {
            return Optional.of(at(seen, destination));
        }
        return seen.node().namespaces().stream()
                .filter(other -> isOf(other, address))
                .map(other -> at(other, destination))
                .max(Comparator.comparing((OtherEnd end) -> end.fullest().isPresent())
                        .thenComparing(end -> !end.listeners.isEmpty()));
    }

    private static boolean isOf(NamespaceWindow namespace, Address address) {
        return namespace.now().addresses().contains(address);
    }

    private static OtherEnd at(NamespaceWindow namespace, Destination destination) {
        return new OtherEnd(
                namespace,
                namespace.listeners().stream()
                        .filter(listener -> listener.now().port() == destination.port()
                                && accepts(listener.now().address(), destination.address()))
                        .toList());
    }

    /** A listener at :: takes IPv4 as well, unless it was told not to, which a report does not say. */
    private static boolean accepts(Address listener, Address address) {
        return listener.equals(address)
                || listener.equals(Address.ANY_V6)
                || listener.equals(Address.ANY_V4) && address.isV4();
    }

    /**
     * The listener whose full accept queue drops SYNs, if one does. One that was full for a moment has dropped some only
     * if that was counted; one that stays full may not have been asked lately.
     */
    Optional<ListenerWindow> fullest() {
        return listeners.stream()
                .filter(listener -> listener.staysFull() || namespace.hasMoved(OVERFLOWS) && hadPart(listener))
                .max(Comparator.comparingLong(ListenerWindow::timesFull)
                        .thenComparingLong(ListenerWindow::longestQueue));
    }

    /** Between two looks a queue can be full and drain again. */
    private static boolean hadPart(ListenerWindow listener) {
        return listener.timesFull() > 0
                || listener.longestQueue() > 0 && listener.drops().orElse(1) > 0;
    }

    /** For a sentence. */
    static String who(ListenerWindow listener) {
        return listener.now().process().map(ProcessRef::name).orElse("the program");
    }
}
