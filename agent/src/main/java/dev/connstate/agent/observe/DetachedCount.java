package dev.connstate.agent.observe;

import dev.connstate.report.Counters;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many sockets of a namespace are in no table: all that exist, less those that the tables show. A few are always: a
 * socket before bind(2) or connect(2), and those of families that have no table. Every kernel socket in a table makes it
 * one less.
 */
final class DetachedCount {
    private static final List<String> SHOWN = List.of(
            "TCP.inuse",
            "TCP6.inuse",
            "UDP.inuse",
            "UDP6.inuse",
            "RAW.inuse",
            "RAW6.inuse",
            "UDPLITE.inuse",
            "UDPLITE6.inuse");

    private static final List<String> NEEDED = List.of("sockets.used", "TCP.inuse", "UDP.inuse");

    private DetachedCount() {}

    /** Empty when a part is missing, or when the parts, which are not of one instant, contradict each other. */
    static OptionalLong of(Counters sockstat, OtherTables others) {
        var notOfIp = notOfIp(sockstat);
        long detached = notOfIp.orElse(0) - others.count();
        return notOfIp.isEmpty() || detached < 0 ? OptionalLong.empty() : OptionalLong.of(detached);
    }

    /** All but those in the tables of IP; empty when a part is missing. */
    static OptionalLong notOfIp(Counters sockstat) {
        for (var name : NEEDED) {
            if (sockstat.of(name).isEmpty()) {
                return OptionalLong.empty();
            }
        }
        long number = sockstat.of("sockets.used").orElse(0);
        for (var name : SHOWN) {
            number -= sockstat.of(name).orElse(0); // a kernel without IPv6, or one without UDP-Lite, has none of it
        }
        return OptionalLong.of(number);
    }
}
