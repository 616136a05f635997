package dev.connstate.operator.alert.signal;

import dev.connstate.report.Address;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.UdpSocket;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the thing that has a value is called; found out when it is asked for: of 30,000 targets only the worst are named. */
@FunctionalInterface
public interface Named {
    /** The target as a whole. */
    Named NOTHING = () -> "";

    /** {@code 0.0.0.0:8080 of java (pid 7)}; may be empty. */
    String text();

    static Named of(String text) {
        return text.isEmpty() ? NOTHING : () -> text;
    }

    static Named of(Listener listener) {
        return () -> at(listener.address(), listener.port(), listener.process());
    }

    static Named of(UdpSocket socket) {
        return () -> at(socket.address(), socket.port(), socket.process());
    }

    /** {@code 10.0.0.9:5432 from 10.244.1.7} */
    static Named of(Destination destination) {
        return () -> "%s from %s".formatted(destination.address().withPort(destination.port()), destination.source());
    }

    /** {@code java (pid 7)}; empty for nobody. */
    static Named of(Optional<ProcessRef> process) {
        return () -> text(process);
    }

    /** {@code 0.0.0.0:8080 of java (pid 7)} */
    static String at(Address address, int port, Optional<ProcessRef> process) {
        return Stream.of(address.withPort(port), text(process))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" of "));
    }

    private static String text(Optional<ProcessRef> process) {
        return process.map(it -> "%s (pid %d)".formatted(it.name(), it.pid())).orElse("");
    }
}
