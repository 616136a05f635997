package dev.connstate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final Counters COUNTERS =
            new Counters(List.of("TcpExt.ListenOverflows", "TcpExt.ListenDrops"), List.of(0L, 7L));

    @Test
    void absentIsNotZero() {
        assertThat(COUNTERS.of("TcpExt.ListenOverflows")).hasValue(0);
        assertThat(COUNTERS.of("TcpExt.ListenDrops")).hasValue(7);
        assertThat(COUNTERS.of("TcpExt.TCPReqQFullDrop")).isEmpty();
    }

    @Test
    void mapKeepsTheKernelsOrder() {
        assertThat(COUNTERS.asMap().keySet()).containsExactly("TcpExt.ListenOverflows", "TcpExt.ListenDrops");
    }

    @Test
    void refusesNamesWithoutValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counters(List.of("a", "b"), List.of(1L)))
                .withMessage("2 names and 1 values do not pair");
    }

    @Test
    void valuesAreAListAsAnyOther() {
        var mutable = new ArrayList<>(List.of(0L, -1L));
        var counters = new Counters(List.of("a", "b"), mutable);
        mutable.set(0, 5L);
        assertThat(counters.values()).isEqualTo(List.of(0L, -1L)).hasSameHashCodeAs(List.of(0L, -1L));
        assertThat(List.of(0L, -1L)).isEqualTo(counters.values());
        assertThat(counters).isEqualTo(new Counters(List.of("a", "b"), List.of(0L, -1L)));
        assertThat(counters.value(1)).isEqualTo(-1);
    }
}
