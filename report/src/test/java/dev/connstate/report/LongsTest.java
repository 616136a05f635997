package dev.connstate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class LongsTest {
    @Property
    void isTheListItIsMadeOf(@ForAll("numbers") List<Long> numbers) {
        var longs = Longs.copyOf(numbers);
        assertThat(new ArrayList<>(longs)).isEqualTo(numbers);
        assertThat(longs)
                .isEqualTo(numbers)
                .hasSameHashCodeAs(numbers)
                .isEqualTo(Longs.copyOf(longs.reversed().reversed()));
    }

    @Property
    void differsWhereANumberDoes(@ForAll("numbers") List<Long> numbers, @ForAll("numbers") List<Long> others) {
        assertThat(Longs.copyOf(numbers).equals(Longs.copyOf(others))).isEqualTo(numbers.equals(others));
    }

    @Test
    void hasNoNumberBeyondItsEnd() {
        var longs = Longs.of(70, i -> i);
        assertThat(longs.at(69)).isEqualTo(69);
        assertThatThrownBy(() -> longs.at(70)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> longs.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Provide
    static Arbitrary<List<Long>> numbers() {
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0L)), Tuple.of(1, Arbitraries.longs()))
                .list()
                .ofMaxSize(200);
    }
}
