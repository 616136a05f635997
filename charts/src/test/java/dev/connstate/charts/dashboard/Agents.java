package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Link.TO_NODE;
import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.table;

import java.util.List;

/** What they see and what they need. */
final class Agents {
    private static final String OF_AGENTS = " and on (job, instance) connstate_node_info{@}";

    static final Row ROW = Row.of(
            "Agents",
            lines("CPU of the 10 busiest agents", Unit.CORES, """
                            Grows with sockets and network namespaces. Worry above a tenth of a core: see in the table what is read,
                            and how many rows.""")
                    .query(
                            "topk(10, max by (node) (rate(connstate_agent_cpu_seconds_total{@}[$__rate_interval])))",
                            "{{node}}")
                    .link(TO_NODE),
            lines("Memory of the 10 biggest agents", Unit.BYTES, """
                            Resident. Worry when it nears the container's limit, agent.resources.limits.memory: the kernel would end
                            it there.""")
                    .query(
                            "topk(10, max by (node) (process_resident_memory_bytes{@}%s))".formatted(OF_AGENTS),
                            "{{node}}")
                    .link(TO_NODE),
            table("Agents", List.of("node"), """
                            Worry about a look or an accepted report that is minutes old, and about much that is not readable: the
                            agent's log says why.""")
                    .value("Age of the look", Unit.SECONDS, "time() - max by (@) (connstate_look_timestamp_seconds{@})")
                    .value(
                            "Report accepted ago",
                            Unit.SECONDS,
                            "time() - max by (@) (connstate_delivery_accepted_timestamp_seconds{@} > 0)")
                    .value("Oldest table", Unit.SECONDS, "max by (@) (connstate_tables_age_seconds{@})")
                    .value(
                            "Not readable",
                            Unit.COUNT,
                            "sum by (@) (connstate_namespace_problems{@}) + max by (@) (connstate_problems{@})")
                    .value("Namespaces", Unit.COUNT, "sum by (@) (connstate_namespaces{@})")
                    .value(
                            "Rows read",
                            Unit.PER_SECOND,
                            "sum by (@) (rate(connstate_agent_read_rows_total{@}[$__rate_interval]))")
                    .warn(60)
                    .critical(120)
                    .link(TO_NODE),
            lines("How long a read takes, by source", Unit.SECONDS, """
                            The mean of all agents. Reading by proc costs about twice what netlink does; growth follows the number of
                            sockets on the node, whoever has them.""")
                    .query(
                            "sum by (source) (rate(connstate_agent_read_seconds_total{@}[$__rate_interval]))"
                                    + " / sum by (source) (rate(connstate_agent_reads_total{@}[$__rate_interval]))",
                            "{{source}}"),
            lines("Time of the 10 slowest scrapes, and series of the 10 biggest", Unit.SECONDS, """
                            Worry when a scrape nears its timeout, mostly 10 s. Series grow with pods, and with listeners and
                            destinations up to 20 of each in a namespace.""")
                    .query("topk(10, max by (node) (scrape_duration_seconds{@}%s))".formatted(OF_AGENTS), "{{node}}")
                    .value(
                            "{{node}} series",
                            Unit.COUNT,
                            "topk(10, max by (node) (scrape_samples_scraped{@}%s))".formatted(OF_AGENTS))
                    .link(TO_NODE));

    private Agents() {}
}
