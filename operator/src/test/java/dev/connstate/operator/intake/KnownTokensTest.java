package dev.connstate.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant EXPIRY = START.plus(Duration.ofHours(1));
    private static final Identity AGENT = new Identity.Agent("node-1");
    private static final Identity STRANGER = new Identity.Stranger(Refusal.UNAUTHENTICATED, "not known");
    private static final Identity UNKNOWN = new Identity.Unknown("the API server is gone");

    private Instant now = START;
    private int reviews;
    private final KnownTokens tokens = new KnownTokens(() -> now);

    @Test
    void aGoodTokenIsAskedForOnceInTenMinutes() {
        assertThat(get("t", AGENT)).isEqualTo(AGENT);
        now = START.plus(Duration.ofMinutes(10)).minusMillis(1);
        assertThat(get("t", STRANGER)).isEqualTo(AGENT);
        assertThat(reviews).isEqualTo(1);
        now = START.plus(Duration.ofMinutes(10));
        assertThat(get("t", STRANGER)).isEqualTo(STRANGER);
        assertThat(get("t", AGENT)).isEqualTo(STRANGER);
        assertThat(reviews).isEqualTo(2);
    }

    @Test
    void aBadTokenIsAskedForAgainSoon() {
        assertThat(get("t", STRANGER)).isEqualTo(STRANGER);
        now = START.plus(KnownTokens.BAD);
        assertThat(get("t", AGENT)).isEqualTo(AGENT);
    }

    @Test
    void withoutAnApiServerWhoWasGoodGoesOnUntilTheTokenEnds() {
        get("t", AGENT);
        now = START.plus(Duration.ofMinutes(30));
        assertThat(get("t", UNKNOWN)).isEqualTo(AGENT);
        assertThat(get("another", UNKNOWN)).isEqualTo(UNKNOWN);
        now = EXPIRY;
        assertThat(get("t", UNKNOWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void whatNobodyCouldSayIsAskedAgain() {
        assertThat(get("t", UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(get("t", AGENT)).isEqualTo(AGENT);
    }

    @Test
    void whoAsksWhileAnotherAsksWaitsForTheSameAnswer() {
        var underWay = new CompletableFuture<Identity>();
        var first = tokens.get("t", EXPIRY, () -> underWay).toCompletableFuture();
        var second = tokens.get("t", EXPIRY, () -> {
                    throw new AssertionError("asked twice");
                })
                .toCompletableFuture();
        assertThat(first).isNotDone();
        underWay.complete(AGENT);
        assertThat(first.join()).isEqualTo(AGENT);
        assertThat(second.join()).isEqualTo(AGENT);
    }

    @Test
    void rubbishPushesOutNoAgent() {
        get("t", AGENT);
        for (int i = 0; i < 50_000; i++) {
            get("rubbish " + i, STRANGER);
        }
        assertThat(get("t", STRANGER)).isEqualTo(AGENT);
    }

    @Test
    void aClockThatStepsBackMakesNothingLastLonger() {
        get("t", AGENT);
        now = START.minusSeconds(1);
        assertThat(get("t", STRANGER)).isEqualTo(STRANGER);
    }

    private Identity get(String token, Identity answer) {
        return tokens.get(token, EXPIRY, () -> {
                    reviews++;
                    return CompletableFuture.completedStage(answer);
                })
                .toCompletableFuture()
                .join();
    }
}
