package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code /proc/net/sockstat} and {@code sockstat6}: {@code TCP: inuse 5 orphan 0 tw 2}, as {@code TCP.inuse}. */
public final class NetSockstat {
    /** One value for the whole host, although each namespace shows them ({@code sockstat_seq_show}). */
    private static final Set<String> HOST_GLOBAL = Set.of("TCP.orphan", "TCP.alloc", "TCP.mem", "UDP.mem");

    /** That of the last file asked about: all namespaces of a node have the same list of names, and so of these. */
    private static volatile OfNamespace ofNamespace = OfNamespace.among(List.of());

    private NetSockstat() {}

    public static Counters parse(String text) throws MalformedFile {
        var names = new ArrayList<String>();
        var values = new ArrayList<Long>();
        for (var line : text.lines().toList()) {
            var columns = line.split(" ");
            if (columns.length % 2 == 0 || !columns[0].endsWith(":")) {
                throw new MalformedFile("has the line '%s', which is no group with names and values".formatted(line));
            }
            String group = columns[0].substring(0, columns[0].length() - 1);
            for (int i = 1; i < columns.length; i += 2) {
                names.add(group + "." + columns[i]);
                values.add(Numbers.signed(columns[i + 1]));
            }
        }
        return new Counters(names, values);
    }

    /** The part that belongs to the namespace it was read in. */
    public static Counters ofNamespace(Counters sockstat) {
        var part = ofNamespace;
        if (part.all != sockstat.names()) {
            part = OfNamespace.among(sockstat.names());
            ofNamespace = part;
        }
        return sockstat.at(part.indexes, part.names);
    }

    /** The part that belongs to the host. */
    public static Counters ofHost(Counters sockstat) {
        return sockstat.only(HOST_GLOBAL::contains);
    }

    private record OfNamespace(List<String> all, int[] indexes, List<String> names) {
        static OfNamespace among(List<String> all) {
            var indexes = IntStream.range(0, all.size())
                    .filter(i -> !HOST_GLOBAL.contains(all.get(i)))
                    .toArray();
            var names = Arrays.stream(indexes).mapToObj(all::get).toList();
            return new OfNamespace(all, indexes, Counters.of(names, i -> 0).names()); // which finds them at once
        }
    }
}
