package dev.connstate.bench;

import dev.connstate.agent.observe.AgentRead;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * Reads until it is warm. Then a line with a number K on standard input is answered, after K reads, by how many
 * ESTABLISHED sockets the last saw. The price is taken by {@code bench/run}, from the clock of this process.
 */
public final class ReadBench {
    private static final int WARM_READS = 20;
    private static final double QUIET = 3;
    private static final double LONGEST = 30;

    private ReadBench() {}

    public static void main(String[] args) throws IOException {
        var read = new AgentRead();
        warm(read);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(read(read, Integer.parseInt(line)));
        }
    }

    /** Reads until the compiler has had nothing to do for a while: on a busy machine its work comes late. */
    static void warm(FullRead read) throws IOException {
        var compiler = ManagementFactory.getCompilationMXBean();
        long start = System.nanoTime();
        long quietSince = start;
        long compiled = 0;
        for (int reads = 0; reads < WARM_READS || since(quietSince) < QUIET && since(start) < LONGEST; reads++) {
            read.read();
            if (compiler.getTotalCompilationTime() != compiled) {
                compiled = compiler.getTotalCompilationTime();
                quietSince = System.nanoTime();
            }
        }
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static long read(FullRead read, int times) throws IOException {
        long established = 0;
        for (int i = 0; i < times; i++) {
            established = read.read();
        }
        return established;
    }
}
