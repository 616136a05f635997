package dev.connstate.diagnosis.symptom.timewait;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.TcpState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which end closes first: that one has TIME_WAIT. */
enum TimeWaitSide {
    SERVER_CLOSES_FIRST("server-closes-first"),
    /** The client closes first, and opens another connection for its next request. */
    NO_CONNECTION_REUSE("no-connection-reuse");

    private final String label;

    TimeWaitSide(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Where more of TIME_WAIT is. Empty when the tables could not be read or have none. */
    static Optional<TimeWaitSide> ofTables(NamespaceReport report) {
        long servers = atListeners(report);
        long clients = atDestinations(report);
        return servers + clients == 0
                ? Optional.empty()
                : Optional.of(servers >= clients ? SERVER_CLOSES_FIRST : NO_CONNECTION_REUSE);
    }

    /** A guess: which kind of connection there are more of. */
    static TimeWaitSide ofCounters(NamespaceWindow seen) {
        return seen.moved("Tcp.PassiveOpens").orElse(0)
                        >= seen.moved("Tcp.ActiveOpens").orElse(0)
                ? SERVER_CLOSES_FIRST
                : NO_CONNECTION_REUSE;
    }

    /** Sockets that share a point (SO_REUSEPORT) each have the count of all of them. */
    static long atListeners(NamespaceReport report) {
        Map<String, Long> points = new LinkedHashMap<>();
        for (var listener : report.listeners()) {
            points.put(
                    listener.address().withPort(listener.port()),
                    listener.connections().map(TimeWaitSide::of).orElse(0L));
        }
        return points.values().stream().mapToLong(Long::longValue).sum();
    }

    static long atDestinations(NamespaceReport report) {
        return of(report.omitted().connections())
                + report.destinations().stream()
                        .mapToLong(destination -> of(destination.connections()))
                        .sum();
    }

    static long of(ConnectionCounts connections) {
        return connections.of(TcpState.TIME_WAIT);
    }

    /** What makes fewer of them, if fewer are wanted. */
    List<Advice> fewer() {
        return switch (this) {
            case SERVER_CLOSES_FIRST ->
                List.of(
                        Advice.application(
                                "Keep connections open after a response (HTTP keep-alive, with an idle time longer than the client's and no small limit of requests for each), so that the client closes, and seldom."));
            case NO_CONNECTION_REUSE ->
                List.of(
                        Advice.application(
                                "Keep connections and use them again: one client object or pool for the life of the program, HTTP keep-alive, response bodies read to their end."));
        };
    }
}
