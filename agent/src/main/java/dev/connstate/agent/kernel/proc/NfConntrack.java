package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Conntrack;
import dev.connstate.report.Counters;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code /proc/net/stat/nf_conntrack}: names, then a row of hexadecimal columns for each CPU
 * ({@code ct_cpu_seq_show}). The first column, the entries, is the same number on each row. Remembers the names, which
 * are those of all namespaces.
 */
public final class NfConntrack {
    private static final String ENTRIES = "entries";

    private String heading = "";
    private List<String> names = List.of();
    private long[] sums = {};

    /** The limit is a sysctl, so it is filled in by whoever can read it. */
    public Conntrack parse(ProcText text, OptionalLong limit) throws MalformedFile {
        int end = text.lineEnd(0);
        if (end + 1 >= text.length() || !text.beginsWith(ENTRIES)) {
            throw new MalformedFile("does not begin with the names of its columns and a row for a CPU");
        }
        if (end != heading.length() || !text.beginsWith(heading)) {
            heading = text.beginning(end);
            names = List.of(heading.substring(ENTRIES.length()).trim().split("\\s+"));
            sums = new long[names.size()];
        }
        return sum(text, end + 1, limit);
    }

    private Conntrack sum(ProcText text, int firstRow, OptionalLong limit) throws MalformedFile {
        Arrays.fill(sums, 0);
        long entries = 0;
        var columns = new Columns(text.bytes());
        int end;
        for (int from = firstRow; from < text.length(); from = end + 1) {
            end = text.lineEnd(from);
            columns.line(from, end);
            if (columns.size() != sums.length + 1) {
                throw new MalformedFile(
                        "has %d columns where %d have names".formatted(columns.size(), sums.length + 1));
            }
            entries = columns.hex(0);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += columns.hex(i + 1);
            }
        }
        return new Conntrack(entries, limit, Counters.of(names, sums));
    }
}
