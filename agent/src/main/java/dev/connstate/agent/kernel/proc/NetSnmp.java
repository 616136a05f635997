package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Counters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code /proc/net/snmp} and {@code /proc/net/netstat}: pairs of lines, names and values, that belong together by their
 * group ({@code Tcp:}, {@code TcpExt:}). Always matched by name: kernels add columns in the middle.
 */
public final class NetSnmp {
    /** Its columns come and go with the messages seen, so no two namespaces would have the same names. */
    private static final String ICMP_MSG = "IcmpMsg:";

    /** The names of each heading seen so far: one for each kernel, however many namespaces there are. */
    private final Map<String, List<String>> headings = new HashMap<>();

    public Counters parse(String text) throws MalformedFile {
        var lines = text.lines().toList();
        if (lines.size() % 2 != 0) {
            throw new MalformedFile("ends after the names of '%s'".formatted(group(lines.getLast())));
        }
        var heading = IntStream.range(0, lines.size() / 2)
                .mapToObj(i -> lines.get(2 * i))
                .filter(line -> !line.startsWith(ICMP_MSG))
                .collect(Collectors.joining("\n"));
        var names = headings.computeIfAbsent(heading, NetSnmp::names);
        var values = new ArrayList<Long>(names.size());
        for (int i = 0; i < lines.size(); i += 2) {
            addValues(lines.get(i), lines.get(i + 1), values);
        }
        if (names.size() != values.size()) {
            throw new MalformedFile("has %d names and %d values".formatted(names.size(), values.size()));
        }
        return new Counters(names, values);
    }

    private static List<String> names(String heading) {
        return heading.lines()
                .flatMap(line -> {
                    String group = group(line).replace(":", ".");
                    return Stream.of(line.split(" ")).skip(1).map(name -> group + name);
                })
                .collect(Collectors.toUnmodifiableList()); // List.copyOf would copy the one of toList()
    }

    private static void addValues(String header, String row, List<Long> values) throws MalformedFile {
        if (header.startsWith(ICMP_MSG)) {
            return;
        }
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
