package dev.connstate.diagnosis;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.diagnosis.window.NodeWindow;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is wrong at a node, from report to report. A value: {@link #after} makes the next one, and the reports' own
 * times are the only clock.
 */
public final class Diagnosis {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.verdict().severity())
            .thenComparing(finding -> finding.verdict().confidence())
            .reversed()
            .thenComparing(finding -> Catalogue.rank(finding.verdict().symptom()))
            .thenComparing(finding -> finding.verdict().subject().namespace());

    private final NodeWindow window;
    private final List<Standing> standing;

    private Diagnosis(NodeWindow window, List<Standing> standing) {
        this.window = window;
        this.standing = standing;
    }

    /** What the first report shows: levels, but nothing that takes two looks to know. */
    public static Diagnosis of(Pace pace, NodeReport report) {
        return new Diagnosis(NodeWindow.of(pace, report), List.of()).examined();
    }

    /** @param standing what was wrong before the window's newest look; of another boot nothing */
    static Diagnosis of(NodeWindow window, List<Standing> standing) {
        return new Diagnosis(window, standing).examined();
    }

    List<Standing> standing() {
        return standing;
    }

    /** What is wrong now that this report came, too. A report that is no newer than the last changes nothing. */
    public Diagnosis after(NodeReport report) {
        var next = window.after(report);
        return next == window ? this : new Diagnosis(next, standing).examined();
    }

    public NodeWindow window() {
        return window;
    }

    /** The worst first. */
    public List<Finding> findings() {
        return findings(standing);
    }

    static List<Finding> findings(List<Standing> standing) {
        return standing.stream().map(Standing::finding).sorted(WORST_FIRST).toList();
    }

    private Diagnosis examined() {
        var verdicts = new ArrayList<Verdict>();
        for (var namespace : window.namespaces()) {
            var age = namespace.ageOfTables();
            for (var symptom : Catalogue.ALL) {
                symptom.examine(namespace).forEachOrdered(it -> verdicts.add(it.and(age)));
            }
        }
        return new Diagnosis(
                window,
                Standing.after(standing, verdicts, window.to(), window.pace().keep()));
    }
}
