package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.table;

import java.util.List;

/** Of pods: ephemeral ports towards each destination, and for how long there will be some. */
final class PortBudgets {
    private static final List<String> DESTINATION = List.of("pod", "source", "address", "port");

    /** Quiet ones have no line; one that grows by a port in an hour has none worth drawing either. */
    private static final String TIME_LEFT = "clamp_min(max by (@) (connstate_destination_ports_usable{@})"
            + " - max by (@) (connstate_destination_ports_used{@}), 0)"
            + " / (max by (@) (deriv(connstate_destination_ports_used{@}[15m])) > 0) < 86400";

    static final Row ROW = Row.of(
            "Port budgets",
            table("Port budgets, one for each destination", DESTINATION, """
                            Above 70 % the pod should reuse connections, above 90 % it fails soon. TIME_WAIT holds a port for 60
                            s, so that 28232 ports are 470 new connections a second. Time left is there while a budget shrinks.""")
                    .value(
                            "In use",
                            Unit.SHARE,
                            "max by (@) (connstate_destination_ports_used{@}"
                                    + " / connstate_destination_ports_usable{@})")
                    .value("Ports used", Unit.COUNT, "max by (@) (connstate_destination_ports_used{@})")
                    .value("Usable", Unit.COUNT, "max by (@) (connstate_destination_ports_usable{@})")
                    .value("Connections", Unit.COUNT, "sum by (@) (connstate_destination_connections{@})")
                    .rareValue("Time left", Unit.SECONDS, TIME_LEFT)
                    .warn(0.7)
                    .critical(0.9)
                    .emptyWhen("the pods connect to nobody"),
            lines("The 10 fullest port budgets", Unit.SHARE, """
                            A line that climbs without end leaves as long as the table says. A plateau is what the rate of new
                            connections times 60 s of TIME_WAIT needs.""")
                    .query(
                            "topk(10, max by (pod, source, address, port) (connstate_destination_ports_used{@}"
                                    + " / connstate_destination_ports_usable{@}))",
                            "{{pod}} → {{address}} {{port}}")
                    .warn(0.7)
                    .critical(0.9)
                    .emptyWhen("the pods connect to nobody"),
            lines("Ephemeral ports in an hour, if it goes on like this", Unit.SHARE, """
                            The last quarter of an hour drawn on, for the 10 fullest. Above 100 % connect() will fail within the
                            hour.""")
                    .query(
                            "topk(10, max by (pod, source, address, port)"
                                    + " (predict_linear(connstate_destination_ports_used{@}[15m], 3600)"
                                    + " / connstate_destination_ports_usable{@}))",
                            "{{pod}} → {{address}} {{port}}")
                    .warn(0.7)
                    .critical(0.9)
                    .emptyWhen("the pods connect to nobody"));

    private PortBudgets() {}
}
