package dev.connstate.bench.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The bytes of one namespace in a report, to be filled in for each of a fleet. */
final class NamespaceStencil {
    private final byte[] bytes;
    private final int id;
    private final int[] uids;
    private final int[] pids;
    private final int[] addresses;
    private final int[] times;
    private final int connections;
    private final int[] counters;
    private final int[] steps;
    private final int[] inodes;
    private final int[] queues;
    private final int[] halfOpen;
    private final int[] accepted;
    private final int[] opened;
    private final int[] ports;
    private final boolean crowded;

    /**
     * @param of its message, with numbers that take as many bytes as any will
     * @param moved the counters that move
     * @param names of all of them
     */
    NamespaceStencil(Stencil of, List<Integer> moved, List<String> names, boolean crowded) throws IOException {
        this.crowded = crowded;
        bytes = of.message();
        id = of.places("1")[0];
        uids = concat(of.places("4"), of.places("12.10.3.1"), of.places("18.3.1"));
        pids = concat(of.places("12.10.1"), of.places("18.1"));
        addresses = concat(of.places("19"), of.places("13.1"));
        times = concat(of.places("6.1"), of.places("6.2"));
        connections = of.places("7.1")[0];
        var all = of.packed(of.places("8.2")[0], names.size());
        counters = moved.stream().mapToInt(i -> all[i]).toArray();
        steps = moved.stream()
                .mapToInt(i -> 1 + (names.get(i).hashCode() & 0x3fff))
                .toArray();
        inodes = of.places("12.3");
        queues = of.places("12.5");
        halfOpen = of.places("12.7");
        accepted = of.places("12.9.1");
        opened = of.places("13.4.1");
        ports = of.places("13.5");
    }

    private static int[] concat(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    /** @param uid empty for the node's own namespace */
    byte[] filled(long number, String uid, int seed, int look, Instant at) {
        var out = bytes.clone();
        var now = new Dice(seed * 31L + look);
        Stencil.put(out, id, number);
        for (int place : uid.isEmpty() ? new int[0] : uids) {
            Stencil.put(out, place, uid.getBytes(US_ASCII));
        }
        for (int place : pids) {
            Stencil.put(out, place, 7000 + Math.max(0, number - Course.FIRST_POD));
        }
        byte[] self = {10, (byte) (seed >> 16), (byte) (seed >> 8), (byte) seed};
        for (int place : addresses) {
            Stencil.put(out, place, self);
        }
        Stencil.put(out, times[0], at.getEpochSecond());
        Stencil.put(out, times[1], at.getNano());
        Stencil.put(out, connections, 200 + now.upTo(20));
        for (int i = 0; i < counters.length; i++) {
            Stencil.put(out, counters[i], Course.LONG + seed * 1000L + (long) look * steps[i]);
        }
        for (int i = 0; i < inodes.length; i++) {
            Stencil.put(out, inodes[i], Course.LONG + seed * 100L + i);
            Stencil.put(out, queues[i], 1 + now.upTo(3));
            Stencil.put(out, halfOpen[i], now.upTo(2));
            Stencil.put(out, accepted[i], now.upTo(30));
        }
        for (int i = crowded ? 1 : 0; i < opened.length; i++) {
            int used = 1 + now.upTo(40);
            Stencil.put(out, opened[i], used);
            Stencil.put(out, ports[i], used);
        }
        return out;
    }

    /** Numbers nobody foresees, at little cost. */
    private static final class Dice {
        private long state;

        Dice(long seed) {
            state = seed * 0x9e3779b97f4a7c15L + 1;
        }

        int upTo(int bound) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            return (int) ((state >>> 33) % bound);
        }
    }

    static List<Integer> places(List<String> names) {
        return IntStream.range(0, names.size())
                .filter(i -> Course.MOVED.matcher(names.get(i)).matches())
                .boxed()
                .toList();
    }
}
