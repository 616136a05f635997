package dev.connstate.agent.observe;

import dev.connstate.report.Conntrack;
import dev.connstate.report.Counters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a namespace says without a walk of its tables.
 *
 * @param counters snmp, snmp6, netstat
 * @param sockstat both families, the host-global values still in it
 */
record CheapNumbers(Counters counters, Counters sockstat, Optional<Conntrack> conntrack) {
    /**
     * Whatever changes a table changes one of these, but for a peer's FIN: ESTABLISHED to CLOSE_WAIT moves nothing,
     * which is what the deadline of the tables is for. Not {@code sockets.used}: it counts every family's, and so our own
     * netlink sockets, too, which the kernel counts out only after a grace period of RCU.
     */
    private static final List<String> SOCKETS = List.of("TCP.inuse", "TCP.tw", "TCP6.inuse", "UDP.inuse", "UDP6.inuse");

    private static final List<String> EVENTS = List.of(
            "Tcp.ActiveOpens",
            "Tcp.PassiveOpens",
            "Tcp.AttemptFails",
            "Tcp.EstabResets",
            "Tcp.CurrEstab",
            "TcpExt.TW",
            "TcpExt.TWRecycled",
            "TcpExt.TWKilled",
            "TcpExt.ListenDrops",
            "TcpExt.TCPSynRetrans",
            "TcpExt.TCPDeferAcceptDrop",
            "TcpExt.EmbryonicRsts",
            "Udp.InErrors",
            "Udp6InErrors");

    /** False only where it is known that there are none: every UDP socket with a port counts. */
    boolean mayHaveUdp() {
        return sockstat.of("UDP.inuse").orElse(1) != 0
                || sockstat.of("UDP6.inuse").orElse(0) != 0;
    }

    /** How many there are, as far as is known: those in SYN_RECV and of IPv6 in TIME_WAIT are in no such number. */
    long tcpSockets() {
        return Stream.of("TCP.inuse", "TCP6.inuse", "TCP.tw")
                .mapToLong(name -> sockstat.of(name).orElse(0))
                .sum();
    }

    boolean movedSince(CheapNumbers earlier) {
        return movement(earlier) > 0;
    }

    /** By how much all of these moved, up or down: sockets and events, and 1 for each that came or went itself. */
    double movement(CheapNumbers earlier) {
        if (earlier == this) {
            return 0; // the tables are of this look, as they are where the kernel is walked
        }
        return movement(SOCKETS, sockstat, earlier.sockstat) + movement(EVENTS, counters, earlier.counters);
    }

    private static double movement(List<String> names, Counters now, Counters then) {
        double all = 0;
        for (var name : names) {
            var value = now.of(name);
            var before = then.of(name);
            if (value.isPresent() && before.isPresent()) {
                all += Math.abs((double) (value.getAsLong() - before.getAsLong()));
            } else if (value.isPresent() || before.isPresent()) {
                all++;
            }
        }
        return all;
    }
}
