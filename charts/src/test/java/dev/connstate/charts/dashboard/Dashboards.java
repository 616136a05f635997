package dev.connstate.charts.dashboard;

import java.util.List;

/** All that the chart has, from the whole to its parts. */
final class Dashboards {
    static final List<Dashboard> ALL = List.of(
            Fleet.DASHBOARD,
            Node.DASHBOARD,
            Workload.DASHBOARD,
            Queues.DASHBOARD,
            Recommendations.DASHBOARD,
            Connstate.DASHBOARD);

    private Dashboards() {}
}
