package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.table;

import java.util.List;

/** Of pods: what a program leaves lying, connections that it does not close and datagrams that it does not read. */
final class Leftovers {
    private static final List<String> HOLDER = List.of("pod", "process", "accepted");

    static final Row ROW = Row.of(
            "CLOSE_WAIT and lost datagrams",
            table("Who holds CLOSE_WAIT", HOLDER, """
                            The process that does not close. Growth without end is a leak; find in the program the way on which a
                            connection is not closed. accepted=false is no leak: they wait in an accept queue.""")
                    .value("Connections", Unit.COUNT, "sum by (@) (connstate_close_wait_connections{@})")
                    .value(
                            "More in an hour",
                            Unit.COUNT,
                            "sum by (@) (deriv(connstate_close_wait_connections{@}[15m]) * 3600)")
                    .value("Unread", Unit.BYTES, "sum by (@) (connstate_close_wait_unread_bytes{@})")
                    .emptyWhen("no peer closes first"),
            lines("CLOSE_WAIT of the 10 processes with the most", Unit.COUNT, """
                            A staircase that never falls is a leak. One that falls at a restart only was cured by the restart
                            only.""")
                    .query(
                            "topk(10, sum by (pod, process) (connstate_close_wait_connections{@,accepted='true'}))",
                            "{{pod}} {{process}}")
                    .emptyWhen("no peer closes first"),
            lines("UDP: drops of the 10 worst sockets", Unit.PACKETS_PER_SECOND, """
                            Datagrams that came and were lost at a socket, mostly to a full buffer. The program reads too slowly,
                            or its buffer (SO_RCVBUF, up to the node's rmem_max) is too small.""")
                    .query(
                            "topk(10, sum by (pod, address, port, process)"
                                    + " (rate(connstate_udp_drops_total{@}[$__rate_interval])))",
                            "{{pod}} {{address}} {{port}} {{process}}")
                    .emptyWhen("the pods have no UDP sockets, or the agent's mode cannot see drops"));

    private Leftovers() {}
}
