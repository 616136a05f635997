package dev.connstate.cli.output;

import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Pod;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The network namespaces, each with all eleven states. */
final class NamespaceSection {
    private static final int SHORT_UID = 8;

    private NamespaceSection() {}

    static Section of(NodeReport report, Detail detail) {
        var columns = new ArrayList<>(List.of(
                Column.text("NETNS"),
                Column.droppable("KIND"),
                detail.isWide() ? Column.text("WHO") : Column.flexible("WHO")));
        TcpState.ALL.forEach(state -> columns.add(Column.number(header(state))));
        if (detail.isWide()) {
            columns.addAll(List.of(
                    Column.text("SOURCE"), Column.number("TABLE\nAGE"), Column.text("CONNTRACK"), Column.text("PIDS")));
        }
        var rows = report.namespaces().stream()
                .sorted(Comparator.comparing(NamespaceReport::kind)
                        .thenComparing(NamespaceSection::total, Comparator.reverseOrder()))
                .map(namespace -> row(report, namespace, detail))
                .toList();
        return new Section("NETWORK NAMESPACES", new TextTable(columns, rows), 0);
    }

    /** Who lives there: the pod, or else the process with the lowest pid. */
    static String who(NamespaceReport namespace, Detail detail) {
        return namespace.pod().map(Pod::uid).map(uid -> pod(uid, detail)).orElseGet(() -> firstProcess(namespace));
    }

    static String pod(String uid, Detail detail) {
        return detail.isWide() || uid.length() <= SHORT_UID ? uid : uid.substring(0, SHORT_UID) + "…";
    }

    private static String firstProcess(NamespaceReport namespace) {
        if (namespace.pids().isEmpty()) {
            return "no process";
        }
        return namespace
                .process()
                .map(Cells::process)
                .orElseGet(() -> "pid " + namespace.pids().getFirst());
    }

    private static long total(NamespaceReport namespace) {
        return namespace.connections().map(counts -> counts.total()).orElse(0L);
    }

    private static Row row(NodeReport report, NamespaceReport namespace, Detail detail) {
        var cells = new ArrayList<>(
                List.of(Long.toString(namespace.id()), Names.of(namespace.kind()), who(namespace, detail)));
        TcpState.ALL.forEach(
                state -> cells.add(Cells.known(namespace.connections(), counts -> Long.toString(counts.of(state)))));
        if (detail.isWide()) {
            cells.add(Cells.known(namespace.source(), Names::of));
            cells.add(Cells.known(
                    namespace.tablesTakenAt(), walked -> Cells.age(Duration.between(walked, report.takenAt()))));
            cells.add(Cells.known(
                    namespace.conntrack(), conntrack -> conntrack.entries() + "/" + Cells.number(conntrack.limit())));
            cells.add(namespace.pids().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return new Row(Tone.PLAIN, cells);
    }

    /** The kernel's words over two lines, since all eleven have to fit beside each other. */
    private static String header(TcpState state) {
        return switch (state) {
            case ESTABLISHED -> "ESTAB";
            case SYN_SENT -> "SYN\nSENT";
            case SYN_RECV -> "SYN\nRECV";
            case FIN_WAIT1 -> "FIN\nWAIT1";
            case FIN_WAIT2 -> "FIN\nWAIT2";
            case TIME_WAIT -> "TIME\nWAIT";
            case CLOSE -> "CLOSE";
            case CLOSE_WAIT -> "CLOSE\nWAIT";
            case LAST_ACK -> "LAST\nACK";
            case LISTEN -> "LIS-\nTEN";
            case CLOSING -> "CLO-\nSING";
        };
    }
}
