package dev.connstate.operator.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What was said of tokens, by their hashes. Good ones and others are kept apart, so that rubbish pushes out no agent.
 * One review of a token is under way at a time.
 */
final class KnownTokens {
    static final Duration GOOD = Duration.ofMinutes(10);
    static final Duration BAD = Duration.ofSeconds(30);

    private static final int MOST_GOOD = 20_000;
    private static final int MOST_BAD = 2_000;

    private final InstantSource clock;
    private final Map<String, Known> good = bounded(MOST_GOOD);
    private final Map<String, Known> bad = bounded(MOST_BAD);
    private final Map<String, CompletableFuture<Identity>> asked = new HashMap<>();

    private record Known(Identity identity, Instant since) {}

    KnownTokens(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param expiry of the token: nothing is believed beyond it, not even without an API server
     * @param review asks, and never completes by an exception
     */
    CompletionStage<Identity> get(String token, Instant expiry, Supplier<CompletionStage<Identity>> review) {
        var hash = hash(token);
        CompletableFuture<Identity> answer;
        synchronized (this) {
            var now = clock.instant();
            var agent = good.get(hash);
            if (agent != null && isFresh(agent, GOOD, now)) {
                return CompletableFuture.completedStage(agent.identity());
            }
            var stranger = bad.get(hash);
            if (stranger != null && isFresh(stranger, BAD, now)) {
                return CompletableFuture.completedStage(stranger.identity());
            }
            var underWay = asked.get(hash);
            if (underWay != null) {
                return underWay;
            }
            answer = new CompletableFuture<>();
            asked.put(hash, answer);
        }
        review.get()
                .whenComplete((identity, failure) -> answer.complete(
                        learn(hash, expiry, failure == null ? identity : new Identity.Unknown(failure.toString()))));
        return answer;
    }

    private synchronized Identity learn(String hash, Instant expiry, Identity identity) {
        asked.remove(hash);
        var now = clock.instant();
        return switch (identity) {
            case Identity.Agent agent -> {
                good.put(hash, new Known(agent, now));
                yield agent;
            }
            case Identity.Stranger stranger -> {
                good.remove(hash);
                bad.put(hash, new Known(stranger, now));
                yield stranger;
            }
            case Identity.Unknown unknown -> {
                // Without an API server who was good goes on, until the token ends.
                var before = good.get(hash);
                yield before != null && now.isBefore(expiry) ? before.identity() : unknown;
            }
        };
    }

    private static boolean isFresh(Known known, Duration life, Instant now) {
        return !known.since().isAfter(now) && now.isBefore(known.since().plus(life));
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The one not asked for the longest time goes first. */
    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}
