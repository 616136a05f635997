package dev.connstate.cli.output;

import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Peer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Who holds connections that their peer has closed. */
final class CloseWaitSection {
    private static final Comparator<CloseWaitHolder> MOST_FIRST =
            Comparator.comparing(CloseWaitHolder::count).reversed();

    private CloseWaitSection() {}

    static Section of(NodeReport report, Detail detail) {
        var columns = List.of(
                Column.text("NETNS"),
                Column.number("COUNT"),
                Column.number("UNREAD"),
                Column.flexible("PROCESS"),
                Column.text("HELD IN"),
                Column.flexible("PEERS"));
        var rows = Located.sorted(report, NamespaceReport::closeWait, MOST_FIRST)
                .map(holder -> row(holder, detail))
                .toList();
        long omitted = report.namespaces().stream()
                .mapToLong(namespace -> namespace.omitted().closeWait())
                .sum();
        return new Section(
                "CLOSE_WAIT (the peer has closed, this side has not)", new TextTable(columns, rows), omitted);
    }

    private static Row row(Located<CloseWaitHolder> located, Detail detail) {
        var holder = located.value();
        return Row.of(
                located.id(),
                Long.toString(holder.count()),
                Cells.bytes(holder.unreadBytes()),
                Cells.process(holder.process()),
                holder.accepted() ? "program" : "accept queue",
                holder.peers().stream()
                        .limit(detail.isWide() ? Long.MAX_VALUE : 3)
                        .map(CloseWaitSection::peer)
                        .collect(Collectors.joining(" ")));
    }

    private static String peer(Peer peer) {
        var address = peer.port().isPresent()
                ? peer.address().withPort(peer.port().getAsInt())
                : peer.address().toString();
        return address + "×" + peer.count();
    }
}
