package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Destination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DestinationTableTest {
    private static final int STATES = 11;
    private static final OptionalInt USABLE = OptionalInt.of(28232);

    private final DestinationTable table = new DestinationTable();

    @Property(tries = 60)
    void itCountsAsAMapDoes(
            @ForAll @IntRange(min = 1, max = 3000) int connections,
            @ForAll @IntRange(min = 1, max = 1200) int destinations,
            @ForAll @IntRange(max = 100) int most,
            @ForAll long seed) {
        var random = new Random(seed);
        table.clear();
        var oracle = new LinkedHashMap<Key, long[]>();
        for (int i = 0; i < connections; i++) {
            add(
                    Key.of(random.nextInt(destinations)),
                    1 + random.nextInt(STATES),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    oracle);
        }
        assertThat(table.top(most, USABLE)).isEqualTo(top(oracle, most, new long[STATES]));
    }

    @Test
    void whatComesAfterItIsFullIsCountedTogether() {
        var oracle = new LinkedHashMap<Key, long[]>();
        for (int i = 0; i < DestinationTable.MOST; i++) {
            add(Key.of(i), 1, true, false, oracle);
        }
        for (int i = 0; i < 500; i++) {
            table.add(0, 1, 7, i, 443, 6, true, false);
            add(Key.of(i), 8, true, true, oracle);
        }
        var rest = new long[STATES];
        rest[5] = 500;
        assertThat(table.top(10, USABLE)).isEqualTo(top(oracle, 10, rest));
    }

    @Test
    void nothingIsLeftAfterClearing() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < DestinationTable.MOST + 10; i++) {
                table.add(0, 1, round, i, 443, 1, true, true);
            }
            table.clear();
            assertThat(table.top(10, USABLE)).isEqualTo(new DestinationTable.Top(List.of(), 0, ConnectionCounts.NONE));
        }
        table.add(0, 1, 0, 3, 443, 1, false, false);
        var only = table.top(10, USABLE).destinations().getFirst();
        assertThat(only.connections().total()).isEqualTo(1);
        assertThat(only.portsUsed()).isZero();
        assertThat(only.synRetransmitted()).isZero();
    }

    @Test
    void theMostPortsComeFirstThenTheMostConnections() {
        table.add(0, 1, 0, 10, 80, 1, false, false);
        table.add(0, 1, 0, 10, 80, 1, false, false);
        table.add(0, 1, 0, 11, 80, 1, true, false);
        table.add(0, 1, 0, 12, 80, 1, false, false);
        assertThat(table.top(3, USABLE).destinations())
                .extracting(it -> it.address().low())
                .containsExactly(11L, 10L, 12L);
    }

    @Test
    void portZeroAndTheLastPortAreDestinationsToo() {
        table.add(0, 0, 0, 0, 0, 1, true, false);
        table.add(0, 0, 0, 0, 65535, 1, true, false);
        assertThat(table.top(3, USABLE).destinations())
                .extracting(Destination::port)
                .containsExactly(0, 65535);
    }

    private void add(Key key, int state, boolean usesPort, boolean synRetransmitted, Map<Key, long[]> oracle) {
        table.add(
                key.source.high(),
                key.source.low(),
                key.address.high(),
                key.address.low(),
                key.port,
                state,
                usesPort,
                synRetransmitted);
        var counts = oracle.computeIfAbsent(key, any -> new long[STATES + 2]);
        counts[state - 1]++;
        counts[STATES] += usesPort ? 1 : 0;
        counts[STATES + 1] += synRetransmitted ? 1 : 0;
    }

    private static DestinationTable.Top top(Map<Key, long[]> oracle, int most, long[] rest) {
        var order = new ArrayList<>(oracle.entrySet());
        order.sort(Comparator.<Map.Entry<Key, long[]>>comparingLong(it -> -it.getValue()[STATES])
                .thenComparingLong(
                        it -> -Arrays.stream(it.getValue(), 0, STATES).sum()));
        var listed = new ArrayList<Destination>();
        for (int i = 0; i < order.size(); i++) {
            var key = order.get(i).getKey();
            var counts = order.get(i).getValue();
            if (i < most) {
                listed.add(new Destination(
                        key.source,
                        key.address,
                        key.port,
                        ConnectionCounts.of(Arrays.copyOf(counts, STATES)),
                        counts[STATES + 1],
                        (int) counts[STATES],
                        USABLE));
            } else {
                Arrays.setAll(rest, state -> rest[state] + counts[state]);
            }
        }
        return new DestinationTable.Top(listed, Math.max(0, order.size() - most), ConnectionCounts.of(rest));
    }

    private record Key(Address source, Address address, int port) {
        /** Different in one part or another. */
        static Key of(int number) {
            return new Key(
                    new Address(number % 3, 0x1_0000L * (number % 5)),
                    new Address(number % 7 << 20, number),
                    number * 31 % 65536);
        }
    }
}
