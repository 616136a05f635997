package dev.connstate.agent.metrics;

import dev.connstate.report.Address;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Pod;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.UdpSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The series of one namespace. Each list has at most {@link #TOP} label sets of its own and one named {@code other}. */
final class NamespaceMetrics {
    static final int TOP = 20;

    private static final String OTHER = "other";

    private final MetricPage page;
    private final NamespaceReport namespace;
    private final Instant takenAt;
    private final List<String> own;

    NamespaceMetrics(MetricPage page, NamespaceReport namespace, Instant takenAt) {
        this.page = page;
        this.namespace = namespace;
        this.takenAt = takenAt;
        this.own = List.of(
                Long.toString(namespace.id()),
                AgentMetrics.label(namespace.kind()),
                namespace.pod().map(Pod::uid).orElse(""));
    }

    void add() {
        namespace
                .connections()
                .ifPresent(counts -> TcpState.ALL.forEach(
                        state -> page.add(MetricNames.CONNECTIONS, counts.of(state), labels(state.label()))));
        namespace
                .tablesTakenAt()
                .ifPresent(walked -> page.add(
                        MetricNames.TABLES_AGE,
                        Duration.between(walked, takenAt).toMillis() / 1000.0,
                        own));
        listeners();
        destinations();
        closeWait();
        udp();
        AgentMetrics.counters(page, namespace.sockstat(), MetricNames.SOCKSTAT, own);
        AgentMetrics.counters(page, namespace.counters(), MetricNames.KERNEL, own);
        namespace.conntrack().ifPresent(conntrack -> {
            page.add(MetricNames.CONNTRACK_ENTRIES, conntrack.entries(), own);
            page.add(MetricNames.CONNTRACK_LIMIT, conntrack.limit(), own);
            AgentMetrics.counters(page, conntrack.counters(), MetricNames.CONNTRACK, own);
        });
        omitted();
        page.add(MetricNames.NAMESPACE_PROBLEMS, namespace.problems().size(), own);
    }

    private void listeners() {
        var groups = grouped(namespace.listeners(), listener -> new Endpoint(listener.address(), listener.port()));
        var ranked = groups.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<Endpoint, List<Listener>> group) -> -drops(group.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (int rank = 0; rank < ranked.size(); rank++) {
            var sockets = ranked.get(rank).getValue();
            var labels = rank < TOP
                    ? ranked.get(rank).getKey().labels(process(sockets.stream().map(Listener::process)))
                    : List.of(OTHER, OTHER, OTHER);
            listener(sockets, labels(labels));
        }
    }

    private void listener(List<Listener> sockets, List<String> labels) {
        for (var socket : sockets) {
            page.add(MetricNames.ACCEPT_QUEUE_LENGTH, socket.acceptQueue().length(), labels);
            page.add(MetricNames.ACCEPT_QUEUE_LIMIT, socket.acceptQueue().limit(), labels);
            page.add(MetricNames.LISTENER_DROPS, socket.drops(), labels);
        }
        // Each of the sockets that share a port reports these of all of them.
        var any = sockets.getFirst();
        page.add(MetricNames.LISTENER_SYN_RECEIVED, any.synReceived(), labels);
        any.connections()
                .ifPresent(counts -> page.add(MetricNames.LISTENER_CONNECTIONS, withoutListen(counts), labels));
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
        var labels = labels(
                destination.source().toString(),
                destination.address().toString(),
                Integer.toString(destination.port()));
        page.add(MetricNames.DESTINATION_CONNECTIONS, destination.connections().total(), labels);
        page.add(MetricNames.DESTINATION_PORTS_USED, destination.portsUsed(), labels);
        page.add(MetricNames.DESTINATION_PORTS_USABLE, destination.portsUsable(), labels);
    }

    private void otherDestinations(ConnectionCounts connections) {
        page.add(MetricNames.DESTINATION_CONNECTIONS, connections.total(), labels(OTHER, OTHER, OTHER));
    }

    private void closeWait() {
        var groups = grouped(
                namespace.closeWait(),
                holder -> List.of(process(Stream.of(holder.process())), Boolean.toString(holder.accepted())));
        int rank = 0;
        for (var group : groups.entrySet()) {
            var labels = rank++ < TOP
                    ? group.getKey()
                    : List.of(OTHER, group.getKey().getLast());
            for (CloseWaitHolder holder : group.getValue()) {
                page.add(MetricNames.CLOSE_WAIT, holder.count(), labels(labels));
                page.add(MetricNames.CLOSE_WAIT_UNREAD, holder.unreadBytes(), labels(labels));
            }
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
            var labels = labels(
                    rank < TOP && telling
                            ? new Endpoint(socket.address(), socket.port()).labels(process(Stream.of(socket.process())))
                            : List.of(OTHER, OTHER, OTHER));
            page.add(MetricNames.UDP_RECEIVE_QUEUE, socket.receiveQueueBytes(), labels);
            page.add(MetricNames.UDP_DROPS, socket.drops(), labels);
        }
    }

    private void omitted() {
        var omitted = namespace.omitted();
        page.add(MetricNames.OMITTED, omitted.listeners(), labels("listeners"));
        page.add(MetricNames.OMITTED, omitted.destinations(), labels("destinations"));
        page.add(MetricNames.OMITTED, omitted.closeWait(), labels("close_wait"));
        page.add(MetricNames.OMITTED, omitted.udp(), labels("udp"));
    }

    private List<String> labels(String... values) {
        return labels(List.of(values));
    }

    private List<String> labels(List<String> values) {
        return Stream.concat(own.stream(), values.stream()).toList();
    }

    private static long withoutListen(ConnectionCounts counts) {
        return counts.total() - counts.of(TcpState.LISTEN);
    }

    private static long drops(List<Listener> sockets) {
        return sockets.stream()
                .mapToLong(listener -> listener.drops().orElse(0))
                .sum();
    }

    private static <T, K> Map<K, List<T>> grouped(List<T> rows, Function<T, K> key) {
        return rows.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private static String process(Stream<Optional<ProcessRef>> processes) {
        return processes
                .map(process -> process.map(ProcessRef::name).orElse(""))
                .distinct()
                .reduce((first, second) -> "several")
                .orElse("");
    }

    private record Endpoint(Address address, int port) implements Comparable<Endpoint> {
        private static final Comparator<Endpoint> ORDER =
                Comparator.comparing(Endpoint::address).thenComparing(Endpoint::port);

        List<String> labels(String process) {
            return List.of(address.toString(), Integer.toString(port), process);
        }

        @Override
        public int compareTo(Endpoint other) {
            return ORDER.compare(this, other);
        }
    }
}
