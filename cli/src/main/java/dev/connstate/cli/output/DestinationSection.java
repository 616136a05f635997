package dev.connstate.cli.output;

import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import dev.connstate.report.Destination;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where connections go, and how much of the port budget towards each is used. */
final class DestinationSection {
    private static final double NEARLY_ALL = 0.9;
    private static final Comparator<Destination> BUSIEST_FIRST = Comparator.comparingDouble(DestinationSection::share)
            .thenComparing(destination -> destination.connections().total())
            .reversed()
            .thenComparing(Destination::address)
            .thenComparing(Destination::port)
            .thenComparing(Destination::source);

    private DestinationSection() {}

    static Section of(NodeReport report, Detail detail) {
        var columns = new ArrayList<>(List.of(
                Column.text("NETNS"),
                Column.flexible("FROM"),
                Column.flexible("DESTINATION"),
                Column.number("CONNS"),
                Column.number("ESTAB"),
                Column.number("TIME_WAIT"),
                Column.number("SYN_SENT"),
                Column.number("PORTS"),
                Column.number("USED")));
        if (detail.isWide()) {
            for (var state : List.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2, TcpState.CLOSE_WAIT, TcpState.LAST_ACK)) {
                columns.add(Column.number(state.name()));
            }
        }
        var rows = Located.sorted(report, NamespaceReport::destinations, BUSIEST_FIRST)
                .map(destination -> row(destination, detail))
                .toList();
        long omitted = report.namespaces().stream()
                .mapToLong(namespace -> namespace.omitted().destinations())
                .sum();
        return new Section(
                "DESTINATIONS (ports: ephemeral ports used / usable)", new TextTable(columns, rows), omitted);
    }

    private static Row row(Located<Destination> located, Detail detail) {
        var destination = located.value();
        var counts = destination.connections();
        var cells = new ArrayList<>(List.of(
                located.id(),
                destination.source().toString(),
                destination.address().withPort(destination.port()),
                Long.toString(counts.total()),
                Long.toString(counts.of(TcpState.ESTABLISHED)),
                Long.toString(counts.of(TcpState.TIME_WAIT)),
                Long.toString(counts.of(TcpState.SYN_SENT)),
                destination.portsUsed() + "/" + Cells.number(destination.portsUsable()),
                destination.portsUsable().isPresent() ? "%.1f%%".formatted(100 * share(destination)) : Cells.UNKNOWN));
        if (detail.isWide()) {
            for (var state : List.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2, TcpState.CLOSE_WAIT, TcpState.LAST_ACK)) {
                cells.add(Long.toString(counts.of(state)));
            }
        }
        return new Row(Tone.PLAIN, cells).alarmIf(share(destination) >= NEARLY_ALL);
    }

    private static double share(Destination destination) {
        int usable = destination.portsUsable().orElse(0);
        return usable == 0 ? 0 : (double) destination.portsUsed() / usable;
    }
}
