package dev.connstate.cli.output;

import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Listening sockets with their queues, those in trouble first. */
final class ListenerSection {
    private static final Comparator<Listener> TROUBLE_FIRST = Comparator.comparing(ListenerSection::isFull)
            .thenComparing(listener -> listener.drops().orElse(0))
            .thenComparing(listener -> listener.acceptQueue().length())
            .thenComparing(ListenerSection::connections)
            .reversed()
            .thenComparing(Listener::port)
            .thenComparing(Listener::address);

    private ListenerSection() {}

    static Section of(NodeReport report, Detail detail) {
        var columns = new ArrayList<>(List.of(
                Column.text("NETNS"),
                Column.flexible("LISTENER"),
                Column.number("QUEUE"),
                Column.number("HALF-OPEN"),
                Column.number("DROPS"),
                Column.number("CONNS"),
                Column.flexible("PROCESS")));
        if (detail.isWide()) {
            columns.addAll(List.of(
                    Column.number("ESTAB"),
                    Column.number("CLOSE_WAIT"),
                    Column.number("TIME_WAIT"),
                    Column.number("SHARING"),
                    Column.number("INODE")));
        }
        var rows = Located.sorted(report, NamespaceReport::listeners, TROUBLE_FIRST)
                .map(listener -> row(listener, detail))
                .toList();
        long omitted = report.namespaces().stream()
                .mapToLong(namespace -> namespace.omitted().listeners())
                .sum();
        return new Section(
                "LISTENERS (queue: connections waiting for accept / limit)", new TextTable(columns, rows), omitted);
    }

    private static Row row(Located<Listener> located, Detail detail) {
        var listener = located.value();
        var queue = listener.acceptQueue();
        var cells = new ArrayList<>(List.of(
                located.id(),
                listener.address().withPort(listener.port()),
                queue.length() + "/" + Cells.number(queue.limit()),
                Cells.number(listener.synReceived()),
                Cells.number(listener.drops()),
                Cells.known(listener.connections(), counts -> Long.toString(connections(listener))),
                Cells.process(listener.process())));
        if (detail.isWide()) {
            for (var state : List.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT, TcpState.TIME_WAIT)) {
                cells.add(Cells.known(listener.connections(), counts -> Long.toString(counts.of(state))));
            }
            cells.add(Integer.toString(listener.sharing()));
            cells.add(Long.toString(listener.inode()));
        }
        return new Row(Tone.PLAIN, cells).alarmIf(isFull(listener));
    }

    /** The kernel queues one more than the limit before it drops. */
    private static boolean isFull(Listener listener) {
        var limit = listener.acceptQueue().limit();
        return limit.isPresent() && listener.acceptQueue().length() > limit.getAsLong();
    }

    private static long connections(Listener listener) {
        return listener.connections()
                .map(counts -> counts.total() - counts.of(TcpState.LISTEN))
                .orElse(0L);
    }
}
