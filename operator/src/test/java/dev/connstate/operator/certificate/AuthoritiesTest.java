package dev.connstate.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AuthoritiesTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Terms TERMS = Terms.DEFAULTS;

    @Test
    void theFirstSignsAtOnce() {
        assertThat(Authorities.NONE.isOneDue(START)).isTrue();
        assertThat(Authorities.NONE.signing(START, TERMS)).isEmpty();
        assertThat(new Authorities(List.of(made(START))).signing(START, TERMS)).contains(made(START));
    }

    @Test
    void anotherIsDueAfterTwoThirdsAndSignsADayLater() {
        var first = made(START);
        var later = START.plus(Duration.ofDays(244));
        assertThat(new Authorities(List.of(first)).isOneDue(START.plus(Duration.ofDays(243))))
                .isFalse();
        assertThat(new Authorities(List.of(first)).isOneDue(later)).isTrue();
        var both = new Authorities(List.of(first)).with(made(later));
        assertThat(both.isOneDue(later)).isFalse();
        assertThat(both.signing(later.plus(Duration.ofHours(23)), TERMS)).contains(first);
        assertThat(both.signing(later.plus(Duration.ofHours(24)), TERMS)).contains(made(later));
        assertThat(both.bundle()).contains(first.certificate(), made(later).certificate());
        assertThat(both.unexpired(START.plus(Duration.ofDays(365))).all()).containsExactly(made(later));
    }

    /**
     * Looked after at whatever times, at most ten days apart: who signs is good, and was in the bundle for a day before,
     * so that an agent that reads the file once a day trusts it.
     */
    @Property(tries = 200)
    void whoSignsIsKnownToAll(@ForAll @Size(100) List<@IntRange(min = 1, max = 240) Integer> hours) {
        var authorities = Authorities.NONE;
        var publishedAt = new HashMap<Authority, Instant>();
        var now = START;
        for (int pause : hours) {
            now = now.plus(Duration.ofHours(pause));
            authorities = authorities.unexpired(now);
            if (authorities.isOneDue(now)) {
                authorities = authorities.with(made(now));
            }
            for (var authority : authorities.all()) {
                publishedAt.putIfAbsent(authority, now);
            }
            var signing = authorities.signing(now, TERMS).orElseThrow();
            assertThat(now).isBefore(signing.notAfter());
            if (publishedAt.size() > 1) {
                assertThat(publishedAt.get(signing).plus(TERMS.overlap())).isBeforeOrEqualTo(now);
            }
            assertThat(authorities.all()).hasSizeBetween(1, 2);
        }
    }

    private static Authority made(Instant at) {
        return new Authority("certificate of " + at, "key of " + at, at, at.plus(TERMS.authority()));
    }
}
