package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.table;

import java.util.List;

/** Of pods: what waits for accept(), the limit, and who is the owner. */
final class Listeners {
    private static final List<String> LISTENER = List.of("pod", "address", "port", "process");

    static final Row ROW = Row.of(
            "Listeners",
            table("Listeners", LISTENER, """
                            A queue above its limit drops SYNs, and clients wait. A limit below somaxconn is the program's
                            backlog; a queue that never empties is a program that accepts too slowly, and no limit helps. Drops
                            count packets, socket filters' too.""")
                    .value(
                            "Queue in use",
                            Unit.SHARE,
                            "sum by (@) (connstate_listener_accept_queue_length{@})"
                                    + " / (sum by (@) (connstate_listener_accept_queue_limit{@}) + 1)")
                    .value("Wait for accept()", Unit.COUNT, "sum by (@) (connstate_listener_accept_queue_length{@})")
                    .value("Limit", Unit.COUNT, "sum by (@) (connstate_listener_accept_queue_limit{@})")
                    .value("Half-open", Unit.COUNT, "sum by (@) (connstate_listener_syn_received{@})")
                    .value(
                            "Drops",
                            Unit.PACKETS_PER_SECOND,
                            "sum by (@) (rate(connstate_listener_drops_total{@}[$__rate_interval]))")
                    .value("Connections", Unit.COUNT, "sum by (@) (connstate_listener_connections{@})")
                    .warn(0.5)
                    .critical(1)
                    .emptyWhen("nothing listens"),
            lines("Accept queues: the 10 longest, and their limits", Unit.COUNT, """
                            A queue that touches its limit now and then is a burst: a bigger backlog helps. One that stays there
                            is a program that does not keep up.""")
                    .query(
                            "topk(10, sum by (pod, address, port) (connstate_listener_accept_queue_length{@}))",
                            "{{pod}} {{address}} {{port}}")
                    .query("min(connstate_listener_accept_queue_limit{@})", "smallest limit")
                    .emptyWhen("nothing listens"),
            lines("Drops of the 10 worst listeners", Unit.PACKETS_PER_SECOND, """
                            Each is a client that waits a second or more. Overflows are those of full accept queues alone. A
                            listener's own line may jump when one of several REUSEPORT sockets closes.""")
                    .query(
                            "topk(10, sum by (pod, address, port)"
                                    + " (rate(connstate_listener_drops_total{@}[$__rate_interval])))",
                            "{{pod}} {{address}} {{port}}")
                    .query("sum(rate(connstate_tcp_listen_overflows_total{@}[$__rate_interval]))", "all overflows"));

    private Listeners() {}
}
