package dev.connstate.agent.metrics;

import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Container;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.UdpSocket;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lists of one namespace. Each has at most {@link #TOP} label sets of its own and one named {@code other}. */
final class ListMetrics {
    static final int TOP = 20;

    private static final String OTHER = "other";

    private final MetricPage page;
    private final NamespaceReport namespace;
    private final NamespaceLabels labels;

    ListMetrics(MetricPage page, NamespaceReport namespace, NamespaceLabels labels) {
        this.page = page;
        this.namespace = namespace;
        this.labels = labels;
    }

    void add() {
        listeners();
        destinations();
        closeWait();
        udp();
    }

    private void listeners() {
        var groups = namespace.listeners().stream()
                .collect(Collectors.groupingBy(listener -> new Endpoint(listener.address(), listener.port())));
        var ranked = groups.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<Endpoint, List<Listener>> group) -> -drops(group.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (int rank = 0; rank < ranked.size(); rank++) {
            var sockets = ranked.get(rank).getValue();
            var series = rank < TOP
                    ? labels(
                            ranked.get(rank).getKey(), Owner.of(sockets.stream().map(Listener::process)))
                    : labels.with(OTHER, OTHER, OTHER);
            listener(sockets, series);
        }
    }

    private void listener(List<Listener> sockets, List<String> series) {
        for (var socket : sockets) {
            page.add(MetricNames.ACCEPT_QUEUE_LENGTH, socket.acceptQueue().length(), series);
            page.add(MetricNames.ACCEPT_QUEUE_LIMIT, socket.acceptQueue().limit(), series);
            page.add(MetricNames.LISTENER_DROPS, socket.drops(), series);
        }
        // Each of the sockets that share a port reports these of all of them.
        var any = sockets.getFirst();
        page.add(MetricNames.LISTENER_SYN_RECEIVED, any.synReceived(), series);
        any.connections()
                .ifPresent(counts -> page.add(MetricNames.LISTENER_CONNECTIONS, withoutListen(counts), series));
    }

    private void destinations() {
        for (int rank = 0; rank < namespace.destinations().size(); rank++) {
            var destination = namespace.destinations().get(rank);
            if (rank < TOP) {
                destination(destination);
            } else {
                // Ports are a budget of each destination: a sum over destinations would mean nothing.
                otherDestinations(destination.connections());
            }
        }
        if (namespace.omitted().destinations() > 0) {
            otherDestinations(namespace.omitted().connections());
        }
    }

    private void destination(Destination destination) {
        var series = labels.with(
                destination.source().toString(),
                destination.address().toString(),
                Integer.toString(destination.port()));
        page.add(MetricNames.DESTINATION_CONNECTIONS, destination.connections().total(), series);
        page.add(MetricNames.DESTINATION_PORTS_USED, destination.portsUsed(), series);
        page.add(MetricNames.DESTINATION_PORTS_USABLE, destination.portsUsable(), series);
    }

    private void otherDestinations(ConnectionCounts connections) {
        page.add(MetricNames.DESTINATION_CONNECTIONS, connections.total(), labels.with(OTHER, OTHER, OTHER));
    }

    private void closeWait() {
        var own = new HashSet<List<String>>();
        for (var holder : namespace.closeWait()) {
            var owner = Owner.of(Stream.of(holder.process()));
            var accepted = Boolean.toString(holder.accepted());
            var series = labels.of(owner.pod()).with(owner.process(), accepted);
            if (own.size() < TOP) {
                own.add(series);
            }
            var kept = own.contains(series) ? series : labels.with(OTHER, accepted);
            page.add(MetricNames.CLOSE_WAIT, holder.count(), kept);
            page.add(MetricNames.CLOSE_WAIT_UNREAD, holder.unreadBytes(), kept);
        }
    }

    /** Clients' sockets come and go with ever new ports, so only those with something to say have series of their own. */
    private void udp() {
        var ranked = namespace.udp().stream()
                .sorted(Comparator.comparingLong(
                                (UdpSocket socket) -> -socket.drops().orElse(0))
                        .thenComparing(UdpSocket::receiveQueueBytes, Comparator.reverseOrder()))
                .toList();
        for (int rank = 0; rank < ranked.size(); rank++) {
            var socket = ranked.get(rank);
            boolean telling = socket.drops().orElse(0) > 0 || socket.receiveQueueBytes() > 0;
            var series = rank < TOP && telling
                    ? labels(new Endpoint(socket.address(), socket.port()), Owner.of(Stream.of(socket.process())))
                    : labels.with(OTHER, OTHER, OTHER);
            page.add(MetricNames.UDP_RECEIVE_QUEUE, socket.receiveQueueBytes(), series);
            page.add(MetricNames.UDP_DROPS, socket.drops(), series);
        }
    }

    private List<String> labels(Endpoint endpoint, Owner owner) {
        return labels.of(owner.pod())
                .with(endpoint.address().toString(), Integer.toString(endpoint.port()), owner.process());
    }

    private static long withoutListen(ConnectionCounts counts) {
        return counts.total() - counts.of(TcpState.LISTEN);
    }

    private static long drops(List<Listener> sockets) {
        return sockets.stream()
                .mapToLong(listener -> listener.drops().orElse(0))
                .sum();
    }

    /** Whose a row is; {@code several} where sockets that share a port belong to different programs. */
    private record Owner(String process, Optional<String> pod) {
        static Owner of(Stream<Optional<ProcessRef>> processes) {
            var distinct = processes
                    .map(process -> new Owner(
                            process.map(ProcessRef::name).orElse(""),
                            process.flatMap(ProcessRef::container).map(Container::podUid)))
                    .distinct()
                    .toList();
            return distinct.size() == 1 ? distinct.getFirst() : new Owner("several", Optional.empty());
        }
    }

    private record Endpoint(Address address, int port) implements Comparable<Endpoint> {
        private static final Comparator<Endpoint> ORDER =
                Comparator.comparing(Endpoint::address).thenComparing(Endpoint::port);

        @Override
        public int compareTo(Endpoint other) {
            return ORDER.compare(this, other);
        }
    }
}
