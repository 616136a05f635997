package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Link.TO_NAMESPACE;
import static dev.connstate.charts.dashboard.Panel.bars;
import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.stack;
import static dev.connstate.charts.dashboard.Panel.stat;
import static dev.connstate.charts.dashboard.Panel.table;

import java.util.List;

/** What is wrong, what is recommended, and what came of it. */
final class Recommendations {
    private static final String NO_RECOMMENDATION = "nothing was ever found that is worth a recommendation";
    private static final String ZERO_OF_A_LEADER = " or 0 * sum(connstate_operator_leads{@} == 1)";

    static final Dashboard DASHBOARD = Dashboard.of(
                    "connstate-recommendations",
                    "Recommendations",
                    "Findings of the diagnosis and the recommendations made of them: kubectl get tuningrecommendations -A"
                            + " and clustertuningrecommendations have the evidence, the settings and the patch.",
                    Variable.CLUSTER)
            .row(
                    "How recommendations stand",
                    count("To decide", "decision='pending',provided='true'", """
                            Somebody should read, and accept or dismiss them. One that is old and critical has hurt for as long.""")
                            .warn(1),
                    count("Accepted, not applied", "decision='accepted',provided='true',applied='false'", """
                            Somebody meant to change a setting, and not all running pods or nodes have it. Was the patch applied,
                            and did the pods restart?""")
                            .warn(1),
                    count("Applied and better", "applied='true',effective='true'", """
                            The numbers after it are better than before. None is no fault; settings that helped are worth keeping
                            where the workload is defined."""),
                    count("Applied, not better", "applied='true',effective='false'", """
                            The same as before, or worse: the setting was not the cause. Take it back and read the advice again.""")
                            .warn(1),
                    count("Advice that is no setting", "provided='true',applied='unknown'", """
                            The cure is in the program, or the settings cannot be seen in the agents' mode. Nothing here will say
                            that it was done; the finding goes away."""),
                    count("Withdrawn", "provided='false'", """
                            The cause is gone. Worry when the same one comes and goes: load comes in waves, and the next is due."""))
            .row(
                    "Recommendations",
                    stack("Recommendations by decision", Unit.COUNT, """
                            Those to decide should go down to none now and then; if they only grow, nobody reads them.""")
                            .query(
                                    "sum by (decision) (connstate_tuning_recommendations{@,provided='true'})",
                                    "{{decision}}")
                            .emptyWhen(NO_RECOMMENDATION),
                    lines("Recommendations to decide, by namespace", Unit.COUNT, """
                            Whose they are; those of nodes have no namespace. Worry about one that grows alone: something was
                            deployed there.""")
                            .query(
                                    "sum by (tuning_namespace)"
                                            + " (connstate_tuning_recommendations{@,decision='pending',provided='true'})",
                                    "{{tuning_namespace}}")
                            .emptyWhen(NO_RECOMMENDATION),
                    table(
                                    "All, by namespace and how they stand",
                                    List.of(
                                            "tuning_kind",
                                            "tuning_namespace",
                                            "decision",
                                            "provided",
                                            "applied",
                                            "effective"),
                                    """
                            Names are not among metrics: kubectl get tuningrecommendations -n NAMESPACE has them. Worry about
                            accepted ones whose applied stays false.""")
                            .value("Recommendations", Unit.COUNT, "sum by (@) (connstate_tuning_recommendations{@})")
                            .link(TO_NAMESPACE)
                            .emptyWhen(NO_RECOMMENDATION))
            .row(
                    "Findings",
                    bars("Findings now, by symptom", Unit.COUNT, """
                            Each is one symptom at one network namespace. connstate explain SYMPTOM says what it means, what to
                            check, and which cures are myths.""")
                            .query(
                                    "sort_desc(sum by (symptom) (max by (cluster, symptom, severity)"
                                            + " (connstate_fleet_findings{@})) > 0)",
                                    "{{symptom}}")
                            .emptyWhen("nothing is wrong"),
                    stack("Findings by severity", Unit.COUNT, """
                            Critical: connections are being lost or refused. Warning: it will hurt. Info harms nobody. A step at a
                            deployment is that deployment.""")
                            .query(
                                    "sum by (severity) (max by (cluster, symptom, severity) (connstate_fleet_findings{@}))",
                                    "{{severity}}"),
                    lines("Findings by symptom", Unit.COUNT, """
                            Since when there is each. Worry about one that has stayed since a change, and about one that comes back
                            with each peak of load.""")
                            .query(
                                    "sum by (symptom) (max by (cluster, symptom, severity)"
                                            + " (connstate_fleet_findings{@,severity!='info'})) > 0",
                                    "{{symptom}}")
                            .wide(24)
                            .emptyWhen("nothing is wrong"));

    private Recommendations() {}

    /** Zero is said only by somebody who decides. */
    private static Panel count(String title, String matchers, String description) {
        return stat(title, Unit.COUNT, description)
                .query("sum(connstate_tuning_recommendations{@,%s})".formatted(matchers) + ZERO_OF_A_LEADER);
    }
}
