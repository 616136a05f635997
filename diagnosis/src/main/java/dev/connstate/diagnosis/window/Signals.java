package dev.connstate.diagnosis.window;

import dev.connstate.report.NamespaceReport;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The kernel counters that rules ask for. Of each look only these are kept: 200 namespaces have 400 counters each. */
final class Signals {
    static final Set<String> NAMES = Set.of(
            "Tcp.ActiveOpens",
            "Tcp.AttemptFails",
            "Tcp.EstabResets",
            "Tcp.InSegs",
            "Tcp.OutRsts",
            "Tcp.OutSegs",
            "Tcp.PassiveOpens",
            "Tcp.RetransSegs",
            "TcpExt.EmbryonicRsts",
            "TcpExt.ListenDrops",
            "TcpExt.ListenOverflows",
            "TcpExt.PruneCalled",
            "TcpExt.RcvPruned",
            "TcpExt.SyncookiesFailed",
            "TcpExt.SyncookiesRecv",
            "TcpExt.SyncookiesSent",
            "TcpExt.TCPAbortOnMemory",
            "TcpExt.TCPAbortOnTimeout",
            "TcpExt.TCPDeferAcceptDrop",
            "TcpExt.TCPKeepAlive",
            "TcpExt.TCPMemoryPressures",
            "TcpExt.TCPRcvQDrop",
            "TcpExt.TCPReqQFullDoCookies",
            "TcpExt.TCPReqQFullDrop",
            "TcpExt.TCPSynRetrans",
            "TcpExt.TCPTimeWaitOverflow",
            "TcpExt.TCPToZeroWindowAdv",
            "TcpExt.TW",
            "TcpExt.TWKilled",
            "TcpExt.TWRecycled",
            "Udp.InDatagrams",
            "Udp.MemErrors",
            "Udp.NoPorts",
            "Udp.RcvbufErrors",
            "Udp6InDatagrams",
            "Udp6MemErrors",
            "Udp6NoPorts",
            "Udp6RcvbufErrors");

    private List<String> lastNames = List.of();
    private int[] kept = {};
    private List<String> keptNames = List.of();

    /** The report with only those of its counters that are signals. Namespaces share their names, searched once. */
    NamespaceReport of(NamespaceReport namespace) {
        var counters = namespace.counters();
        if (counters.names() != lastNames) {
            lastNames = counters.names();
            kept = IntStream.range(0, lastNames.size())
                    .filter(i -> NAMES.contains(counters.names().get(i)))
                    .toArray();
            keptNames = Arrays.stream(kept).mapToObj(lastNames::get).toList();
        }
        return namespace.with(counters.at(kept, keptNames));
    }
}
