package dev.connstate.diagnosis.finding;

import dev.connstate.report.Address;
import dev.connstate.report.Container;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Pod;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.UdpSocket;
import java.util.Optional;

/**
 * Who has it: always a namespace, and as much more as the evidence names.
 *
 * @param pod that of the namespace, or in the host's namespace that of the process
 */
public record Subject(
        long namespace,
        Optional<Pod> pod,
        Optional<ProcessRef> process,
        Optional<Endpoint> listener,
        Optional<Target> destination) {
    public static Subject of(NamespaceReport namespace) {
        return new Subject(namespace.id(), namespace.pod(), namespace.process(), Optional.empty(), Optional.empty());
    }

    public static Subject of(NamespaceReport namespace, Optional<ProcessRef> process) {
        return new Subject(namespace.id(), podOf(namespace, process), process, Optional.empty(), Optional.empty());
    }

    public static Subject of(NamespaceReport namespace, Listener listener) {
        return new Subject(
                namespace.id(),
                podOf(namespace, listener.process()),
                listener.process(),
                Optional.of(new Endpoint(listener.address(), listener.port())),
                Optional.empty());
    }

    public static Subject of(NamespaceReport namespace, UdpSocket socket) {
        return new Subject(
                namespace.id(),
                podOf(namespace, socket.process()),
                socket.process(),
                Optional.of(new Endpoint(socket.address(), socket.port())),
                Optional.empty());
    }

    public static Subject of(NamespaceReport namespace, Destination destination) {
        return new Subject(
                namespace.id(),
                namespace.pod(),
                namespace.process(),
                Optional.empty(),
                Optional.of(new Target(destination.source(), destination.address(), destination.port())));
    }

    private static Optional<Pod> podOf(NamespaceReport namespace, Optional<ProcessRef> process) {
        return namespace
                .pod()
                .or(() -> process.flatMap(ProcessRef::container)
                        .map(Container::podUid)
                        .map(Pod::new));
    }

    /** Whether both are the same one, though its process may have been named only later. */
    public boolean isSameAs(Subject other) {
        return namespace == other.namespace
                && listener.equals(other.listener)
                && destination.equals(other.destination)
                && (listener.isPresent() || destination.isPresent() || pid().equals(other.pid()));
    }

    /** The beginning of a sentence about its program: {@code java (pid 7)}. */
    public String program() {
        return process.map(it -> "%s (pid %d)".formatted(it.name(), it.pid())).orElse("A program");
    }

    private Optional<Integer> pid() {
        return process.map(ProcessRef::pid);
    }

    /** What somebody listens at, or with UDP reads from. */
    public record Endpoint(Address address, int port) {}

    /** What somebody connects to, and from which of their addresses. */
    public record Target(Address source, Address address, int port) {}
}
