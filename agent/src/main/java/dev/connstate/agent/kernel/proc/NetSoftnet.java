package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Counters;
import java.util.List;

/**
 * {@code /proc/net/softnet_stat}: a row of hexadecimal columns for each CPU ({@code softnet_seq_show}). Host-global,
 * although every namespace shows it.
 */
public final class NetSoftnet {
    private NetSoftnet() {}

    public static Counters parse(String text) throws MalformedFile {
        long processed = 0;
        long dropped = 0;
        long squeezed = 0;
        if (text.isEmpty()) {
            throw new MalformedFile("is empty");
        }
        for (var line : text.lines().toList()) {
            var columns = line.split(" ");
            if (columns.length < 3) {
                throw new MalformedFile("has the line '%s' with fewer than three columns".formatted(line));
            }
            processed += Numbers.hex(columns[0]);
            dropped += Numbers.hex(columns[1]);
            squeezed += Numbers.hex(columns[2]);
        }
        return new Counters(List.of("processed", "dropped", "time_squeeze"), List.of(processed, dropped, squeezed));
    }
}
