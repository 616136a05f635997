package dev.connstate.operator.alert.signal;

import dev.connstate.report.Address;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.UdpSocket;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the things that have a value are called. */
final class Named {
    private Named() {}

    /** {@code 0.0.0.0:8080 of java (pid 7)} */
    static String of(Listener listener) {
        return at(listener.address(), listener.port(), listener.process());
    }

    static String of(UdpSocket socket) {
        return at(socket.address(), socket.port(), socket.process());
    }

    /** {@code 10.0.0.9:5432 from 10.244.1.7} */
    static String of(Destination destination) {
        return "%s from %s".formatted(destination.address().withPort(destination.port()), destination.source());
    }

    /** {@code java (pid 7)}; empty for nobody. */
    static String of(Optional<ProcessRef> process) {
        return process.map(it -> "%s (pid %d)".formatted(it.name(), it.pid())).orElse("");
    }

    static String at(Address address, int port, Optional<ProcessRef> process) {
        return Stream.of(address.withPort(port), of(process))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" of "));
    }
}
