package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Counters;
import java.util.ArrayList;

/**
 * {@code /proc/net/snmp6}: a name and a value on each line. TCP over IPv6 is not here but in {@code snmp}; UDP over
 * IPv6 is only here.
 */
public final class NetSnmp6 {
    private NetSnmp6() {}

    public static Counters parse(String text) throws MalformedFile {
        var names = new ArrayList<String>();
        var values = new ArrayList<Long>();
        for (var line : text.lines().toList()) {
            var columns = line.split("\\s+");
            if (columns.length != 2) {
                throw new MalformedFile("has the line '%s', which is no name and value".formatted(line));
            }
            if (!isOfMessageType(columns[0])) {
                names.add(columns[0]);
                values.add(Numbers.unsigned(columns[1]));
            }
        }
        return new Counters(names, values);
    }

    /** {@code Icmp6OutType133}: present only once seen, so no two namespaces would have the same names. */
    private static boolean isOfMessageType(String name) {
        return name.startsWith("Icmp6InType") || name.startsWith("Icmp6OutType");
    }
}
