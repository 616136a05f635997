package dev.connstate.bench;

import dev.connstate.report.ConnectionCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * With {@code bench/run}, which takes the price from the clock of this process: a line with a number K on standard
 * input is answered, after K reads, by the counts that the last saw, a word for each namespace.
 */
final class Conversation {
    private static final int WARM_READS = 20;
    private static final double QUIET = 3;
    private static final double LONGEST = 30;

    private Conversation() {}

    static void hold(Reader reader) throws IOException {
        warm(reader);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(answer(reader, Integer.parseInt(line)));
        }
    }

    static String answer(Reader reader, int reads) throws IOException {
        List<ConnectionCounts> seen = List.of();
        for (int i = 0; i < reads; i++) {
            seen = reader.read();
        }
        return seen.stream().map(Conversation::word).collect(Collectors.joining(" "));
    }

    private static String word(ConnectionCounts counts) {
        return counts.counts().stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** Reads until the compiler has had nothing to do for a while: on a busy machine its work comes late. */
    static void warm(Reader reader) throws IOException {
        var compiler = ManagementFactory.getCompilationMXBean();
        long start = System.nanoTime();
        long quietSince = start;
        long compiled = 0;
        for (int reads = 0; reads < WARM_READS || since(quietSince) < QUIET && since(start) < LONGEST; reads++) {
            reader.read();
            if (compiler.getTotalCompilationTime() != compiled) {
                compiled = compiler.getTotalCompilationTime();
                quietSince = System.nanoTime();
            }
        }
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
