package dev.connstate.diagnosis.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.sysctl.Ports.Range;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"32768 60999 | 28232", "1024 65535 | 64512", "  5   5 | 1", "32768\t60999 | 28232"})
    void aRangeIsLowestAndHighest(String text, int size) {
        assertThat(Range.parse(text)).map(Range::size).contains(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 2 3", "2 1", "0 10", "1 65536", "a b", "-1 5", "99999999999 1"})
    void whatTheKernelRefusesIsNoRange(String text) {
        assertThat(Range.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "1-", "-", "1-2-3", "5-1", "70000", "x", "1 2"})
    void whatTheKernelRefusesIsNoList(String text) {
        assertThat(Ports.parseList(text)).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aListIsWhatItPrints(@ForAll("lists") List<Range> ranges) {
        assertThat(Ports.parseList(Ports.text(ranges))).contains(ranges);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aUnionHasThePortsOfBothInOrderAndApart(
            @ForAll("lists") List<Range> some, @ForAll("lists") List<Range> others) {
        var union = Ports.union(some, others);
        var expected = bits(some);
        expected.or(bits(others));
        assertThat(bits(union)).isEqualTo(expected);
        for (int i = 1; i < union.size(); i++) {
            assertThat(union.get(i).low()).isGreaterThan(union.get(i - 1).high() + 1);
        }
        assertThat(Ports.cover(some, Ports.NODE_PORTS)).isEqualTo(bits(some).nextClearBit(30000) > 32767);
    }

    @Provide
    Arbitrary<List<Range>> lists() {
        var near = Arbitraries.integers().between(29_990, 32_780);
        var any = Arbitraries.integers().between(0, 65_535);
        var port = Arbitraries.oneOf(near, any);
        return Combinators.combine(port, port)
                .as((a, b) -> new Range(Math.min(a, b), Math.max(a, b)))
                .list()
                .ofMaxSize(6);
    }

    private static BitSet bits(List<Range> ranges) {
        var bits = new BitSet(65_536);
        ranges.forEach(range -> bits.set(range.low(), range.high() + 1));
        return bits;
    }
}
