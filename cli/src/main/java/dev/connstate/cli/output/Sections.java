package dev.connstate.cli.output;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.util.ArrayList;
import java.util.List;

/** What a person is shown of a report, in the order of importance. */
public final class Sections {
    private Sections() {}

    public static Section namespaces(NodeReport report) {
        return NamespaceSection.of(report, Detail.NORMAL);
    }

    /** Who lives in a namespace: the pod, or else its first process. */
    public static String who(NamespaceReport namespace) {
        return NamespaceSection.who(namespace, Detail.NORMAL);
    }

    /** @param findings the worst first */
    public static Section findings(NodeReport report, List<Finding> findings) {
        return FindingSection.of(findings, report.takenAt());
    }

    public static Section listeners(NodeReport report) {
        return ListenerSection.of(report, Detail.NORMAL);
    }

    public static Section destinations(NodeReport report) {
        return DestinationSection.of(report, Detail.NORMAL);
    }

    public static Section closeWait(NodeReport report) {
        return CloseWaitSection.of(report, Detail.NORMAL);
    }

    public static Section udp(NodeReport report) {
        return UdpSection.of(report, Detail.NORMAL);
    }

    static List<Section> all(NodeReport report, Detail detail) {
        var sections = new ArrayList<>(List.of(
                NamespaceSection.of(report, detail),
                ListenerSection.of(report, detail),
                DestinationSection.of(report, detail),
                CloseWaitSection.of(report, detail),
                UdpSection.of(report, detail)));
        if (detail.isWide()) {
            sections.add(SettingSection.of(report));
        }
        return sections.stream().filter(section -> !section.isEmpty()).toList();
    }

    /** What could not be seen, a sentence each, and what the question marks mean where there are some. */
    public static List<Line> remarks(NodeReport report, List<Section> shown) {
        var lines = new ArrayList<Line>();
        problems(report).forEach(problem -> lines.add(notSeen(problem)));
        if (shown.stream().anyMatch(section -> section.table().hasUnknown())) {
            lines.add(new Line(Tone.REMARK, Cells.UNKNOWN + "  not known: this source or these rights do not show it"));
        }
        return lines;
    }

    /** Of the node and, by their ids, of its namespaces. */
    static List<String> problems(NodeReport report) {
        var problems = new ArrayList<>(report.problems());
        for (var namespace : report.namespaces()) {
            namespace.problems().forEach(problem -> problems.add("netns " + namespace.id() + ": " + problem));
        }
        return problems;
    }

    public static Line node(NodeReport report) {
        var node = report.node();
        return new Line(
                Tone.TITLE,
                "%s   Linux %s %s   %d CPUs, %s   %s"
                        .formatted(
                                node.name(),
                                node.kernel(),
                                node.architecture(),
                                node.cpus(),
                                Cells.bytes(node.memoryBytes()),
                                Timestamps.seconds(report.takenAt())));
    }

    private static Line notSeen(String problem) {
        return new Line(Tone.ALARM, "not seen: " + Columns.printable(problem));
    }
}
