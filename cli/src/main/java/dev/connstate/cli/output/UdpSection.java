package dev.connstate.cli.output;

import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.UdpSocket;
import java.util.Comparator;
import java.util.List;

/** UDP sockets that lost something or have something waiting; all of them in the wide form. */
final class UdpSection {
    private static final Comparator<UdpSocket> TROUBLE_FIRST = Comparator.comparing(
                    (UdpSocket socket) -> socket.drops().orElse(0))
            .thenComparing(UdpSocket::receiveQueueBytes)
            .reversed()
            .thenComparing(UdpSocket::port)
            .thenComparing(UdpSocket::address);

    private UdpSection() {}

    static Section of(NodeReport report, Detail detail) {
        var columns = List.of(
                Column.text("NETNS"),
                Column.flexible("UDP SOCKET"),
                Column.number("WAITING"),
                Column.number("DROPS"),
                Column.flexible("PROCESS"));
        var rows = Located.sorted(report, NamespaceReport::udp, TROUBLE_FIRST)
                .filter(socket -> detail.isWide() || isTelling(socket.value()))
                .map(UdpSection::row)
                .toList();
        long omitted = detail.isWide()
                ? report.namespaces().stream()
                        .mapToLong(namespace -> namespace.omitted().udp())
                        .sum()
                : 0;
        return new Section("UDP (sockets with drops or data waiting)", new TextTable(columns, rows), omitted);
    }

    private static boolean isTelling(UdpSocket socket) {
        return socket.receiveQueueBytes() > 0 || socket.drops().orElse(0) > 0;
    }

    private static Row row(Located<UdpSocket> located) {
        var socket = located.value();
        return Row.of(
                located.id(),
                socket.address().withPort(socket.port()),
                Cells.bytes(socket.receiveQueueBytes()),
                Cells.number(socket.drops()),
                Cells.process(socket.process()));
    }
}
