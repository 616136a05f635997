package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code /proc/net/snmp} and {@code /proc/net/netstat}: pairs of lines, names and values, that belong together by their
 * group ({@code Tcp:}, {@code TcpExt:}). Always matched by name: kernels add columns in the middle.
 */
public final class NetSnmp {
    private static final String ICMP_MSG = "IcmpMsg:";

    /** A pair whose columns come and go with the messages seen. */
    static final PassingLines OF_MESSAGE_TYPES = new PassingLines(2, ICMP_MSG);

    private NetSnmp() {}

    public static Counters parse(String text) throws MalformedFile {
        var lines = text.lines().toList();
        if (lines.size() % 2 != 0) {
            throw new MalformedFile("ends after the names of '%s'".formatted(group(lines.getLast())));
        }
        var names = new ArrayList<String>();
        var values = new ArrayList<Long>();
        for (int i = 0; i < lines.size(); i += 2) {
            if (!lines.get(i).startsWith(ICMP_MSG)) {
                addNames(lines.get(i), names);
                addValues(lines.get(i), lines.get(i + 1), values);
            }
        }
        if (names.size() != values.size()) {
            throw new MalformedFile("has %d names and %d values".formatted(names.size(), values.size()));
        }
        return new Counters(names, values);
    }

    private static void addNames(String header, List<String> names) {
        String group = group(header).replace(":", ".");
        Stream.of(header.split(" ")).skip(1).map(group::concat).forEach(names::add);
    }

    private static void addValues(String header, String row, List<Long> values) throws MalformedFile {
        var numbers = row.split(" ");
        long columns = header.chars().filter(c -> c == ' ').count();
        if (numbers.length - 1 != columns
                || !group(row).equals(group(header))
                || !group(row).endsWith(":")) {
            throw new MalformedFile("has %d names in '%s' and %d values in '%s'"
                    .formatted(columns, group(header), numbers.length - 1, group(row)));
        }
        for (int i = 1; i < numbers.length; i++) {
            values.add(Numbers.signed(numbers[i]));
        }
    }

    private static String group(String line) {
        return line.split(" ", 2)[0];
    }
}
