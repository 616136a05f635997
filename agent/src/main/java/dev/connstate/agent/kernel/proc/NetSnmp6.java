package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Counters;
import java.util.ArrayList;

/**
 * {@code /proc/net/snmp6}: a name and a value on each line. TCP over IPv6 is not here but in {@code snmp}; UDP over
 * IPv6 is only here.
 */
public final class NetSnmp6 {
    private static final String IN_TYPE = "Icmp6InType";
    private static final String OUT_TYPE = "Icmp6OutType";

    /** {@code Icmp6OutType133}: present only once seen. */
    static final PassingLines OF_MESSAGE_TYPES = new PassingLines(1, IN_TYPE, OUT_TYPE);

    private NetSnmp6() {}

    public static Counters parse(String text) throws MalformedFile {
        var names = new ArrayList<String>();
        var values = new ArrayList<Long>();
        for (var line : text.lines().toList()) {
            if (line.startsWith(IN_TYPE) || line.startsWith(OUT_TYPE)) {
                continue;
            }
            var columns = line.split("\\s+");
            if (columns.length != 2) {
                throw new MalformedFile("has the line '%s', which is no name and value".formatted(line));
            }
            names.add(columns[0]);
            values.add(Numbers.unsigned(columns[1]));
        }
        return new Counters(names, values);
    }
}
