package dev.connstate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ConnectionCountsTest {
    private static final ConnectionCounts ONE_TO_ELEVEN =
            ConnectionCounts.of(new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

    @Test
    void countsAreInTheKernelsOrder() {
        assertThat(TcpState.ALL).allMatch(state -> ONE_TO_ELEVEN.of(state) == state.number());
        assertThat(ONE_TO_ELEVEN.total()).isEqualTo(66);
    }

    @Test
    void addsStateByState() {
        var twice = ONE_TO_ELEVEN.plus(ONE_TO_ELEVEN);
        assertThat(twice.of(TcpState.CLOSE_WAIT)).isEqualTo(16);
        assertThat(ONE_TO_ELEVEN.plus(ConnectionCounts.NONE)).isEqualTo(ONE_TO_ELEVEN);
    }

    @Test
    void refusesMoreOrFewerThanTheStates() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionCounts.of(new long[10]))
                .withMessage("10 counts given, one for each of the 11 states needed");
    }
}
