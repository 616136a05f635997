package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Conntrack;
import dev.connstate.report.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code /proc/net/stat/nf_conntrack}: names, then a row of hexadecimal columns for each CPU
 * ({@code ct_cpu_seq_show}). The first column, the entries, is the same number on each row.
 */
public final class NfConntrack {
    private NfConntrack() {}

    /** The limit is a sysctl, so it is filled in by whoever can read it. */
    public static Conntrack parse(String text, OptionalLong limit) throws MalformedFile {
        var lines = text.lines().toList();
        if (lines.size() < 2 || !lines.getFirst().startsWith("entries")) {
            throw new MalformedFile("does not begin with the names of its columns and a row for a CPU");
        }
        var names = Arrays.asList(lines.getFirst().trim().split("\\s+"));
        var sums = new ArrayList<>(Collections.nCopies(names.size(), 0L));
        for (var line : lines.subList(1, lines.size())) {
            add(line, sums);
        }
        long entries = Numbers.hex(lines.get(1).trim().split("\\s+")[0]);
        List<String> counterNames = names.subList(1, names.size());
        return new Conntrack(entries, limit, new Counters(counterNames, sums.subList(1, sums.size())));
    }

    private static void add(String line, List<Long> sums) throws MalformedFile {
        var columns = line.trim().split("\\s+");
        if (columns.length != sums.size()) {
            throw new MalformedFile("has %d columns where %d have names".formatted(columns.length, sums.size()));
        }
        for (int i = 0; i < columns.length; i++) {
            sums.set(i, sums.get(i) + Numbers.hex(columns[i]));
        }
    }
}
