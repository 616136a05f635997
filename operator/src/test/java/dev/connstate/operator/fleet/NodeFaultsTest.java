package dev.connstate.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.testing.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class NodeFaultsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final long LIMIT = 262_144;
    private static final String TABLE_FULL = "conntrack-pressure-table-full";

    private final Fleet fleet = new Fleet(INTERVAL, Optional.empty());
    private final NodeFaults faults = new NodeFaults(fleet);
    private Instant at = NOW;

    @Test
    void aTableThatGetsFullIsTheSameMatterAsWhenItWasNearlyFull() {
        looks(250_000, _ -> 0);
        assertThat(faults.now(at)).containsOnlyKeys(TABLE_FULL);
        assertThat(cause()).isEqualTo("table-nearly-full");

        looks(LIMIT, look -> look * 50);
        assertThat(faults.now(at)).containsOnlyKeys(TABLE_FULL);
        assertThat(cause()).isEqualTo("table-full");
        assertThat(faults.nodesWith(TABLE_FULL, at)).containsExactly("router");
    }

    @Test
    void entriesThatClashAreAnother() {
        looks(9, look -> look * 50);
        assertThat(faults.now(at)).containsOnlyKeys("conntrack-pressure-nat-clash");
    }

    private String cause() {
        return faults.now(at)
                .get(TABLE_FULL)
                .getFirst()
                .sighting()
                .orElseThrow()
                .findings()
                .getFirst()
                .verdict()
                .cause();
    }

    private void looks(long entries, LongUnaryOperator dropped) {
        for (int look = 0; look < 8; look++) {
            at = at.plus(INTERVAL);
            var router = new Router("router", entries, LIMIT, dropped.applyAsLong(look));
            fleet.receive(router.report(at), at);
        }
    }
}
