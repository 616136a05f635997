package dev.connstate.diagnosis.symptom.udp;

import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.UdpWindow;
import dev.connstate.report.Address;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The UDP sockets at one address and port: one, or several that share it (SO_REUSEPORT, or connected ones). */
record ReadPoint(List<UdpWindow> sockets) {
    static List<ReadPoint> all(NamespaceWindow seen) {
        return seen.udp().stream()
                .collect(Collectors.groupingBy(
                        socket -> new Key(socket.now().address(), socket.now().port()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(ReadPoint::new)
                .toList();
    }

    /** The one that lost most. */
    UdpWindow worst() {
        return sockets.stream()
                .max(Comparator.comparingLong(
                                (UdpWindow socket) -> socket.drops().orElse(0))
                        .thenComparingLong(UdpWindow::longestQueue))
                .orElseThrow();
    }

    boolean hasDropped() {
        return worst().drops().orElse(0) > 0;
    }

    long drops() {
        return sockets.stream().mapToLong(socket -> socket.drops().orElse(0)).sum();
    }

    /** {@code 10.0.0.1:53} */
    String text() {
        var socket = worst().now();
        return socket.address().withPort(socket.port());
    }

    private record Key(Address address, int port) {}
}
