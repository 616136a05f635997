package dev.connstate.operator.intake;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the API server, once for each token in ten minutes. It must say that the token is good for our audience and of a
 * pod on which node: a token stolen from another node is good for nothing here.
 */
public final class TokenReviews implements Authenticator, AutoCloseable {
    static final String NODE_NAME = "authentication.kubernetes.io/node-name";

    private static final int REVIEWERS = 8;
    private static final int WAITING = 1024;
    private static final int PATIENCE = 5_000; // ms

    private final KubernetesClient client;
    private final String audience;
    private final Set<String> users;
    private final InstantSource clock;
    private final KnownTokens known;
    private final ThreadPoolExecutor reviewers;

    /**
     * @param client whose server and rights are used
     * @param audience that agents' tokens are made for
     * @param users who may report, {@code system:serviceaccount:NAMESPACE:NAME}: any other pod may have a token for our
     *     audience, too; empty to let all
     */
    public TokenReviews(KubernetesClient client, String audience, Set<String> users, InstantSource clock) {
        this.client = impatient(client);
        this.audience = audience;
        this.users = Set.copyOf(users);
        this.clock = clock;
        this.known = new KnownTokens(clock);
        this.reviewers = new ThreadPoolExecutor(
                REVIEWERS,
                REVIEWERS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("token-review-", 0).factory());
        reviewers.allowCoreThreadTimeOut(true);
    }

    /** An agent comes back by itself: to try for minutes what fails would only keep others waiting. */
    private static KubernetesClient impatient(KubernetesClient client) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .withConnectionTimeout(PATIENCE)
                        .withRequestTimeout(PATIENCE)
                        .build())
                .build();
    }

    @Override
    public CompletionStage<Identity> identify(String token) {
        var claims = Claims.of(token);
        if (claims.isEmpty()) {
            return stranger(Refusal.UNAUTHENTICATED, "the token is no ServiceAccount's");
        }
        if (!claims.get().audiences().contains(audience)) {
            return stranger(
                    Refusal.WRONG_AUDIENCE,
                    "the token is for %s, and must be for %s: see the agent's projected token"
                            .formatted(claims.get().audiences(), audience));
        }
        if (!clock.instant().isBefore(claims.get().expiry())) {
            return stranger(
                    Refusal.UNAUTHENTICATED,
                    "the token ended at %s".formatted(claims.get().expiry()));
        }
        return known.get(token, claims.get().expiry(), () -> ask(token));
    }

    private CompletionStage<Identity> ask(String token) {
        try {
            return CompletableFuture.supplyAsync(() -> review(token), reviewers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedStage(new Identity.Unknown("too many unknown tokens at once: come back"));
        }
    }

    private Identity review(String token) {
        try {
            var review = new TokenReviewBuilder()
                    .withNewSpec()
                    .withToken(token)
                    .withAudiences(audience)
                    .endSpec()
                    .build();
            return identity(client.tokenReviews().create(review));
        } catch (KubernetesClientException e) {
            return new Identity.Unknown("the API server cannot be asked about the token now: " + reason(e));
        }
    }

    private Identity identity(TokenReview review) {
        var status = Optional.ofNullable(review.getStatus()).orElseGet(TokenReviewStatus::new);
        // Not false but absent for another audience; and a server that knows no audiences names none.
        boolean good = Boolean.TRUE.equals(status.getAuthenticated())
                && Optional.ofNullable(status.getAudiences()).orElse(List.of()).contains(audience);
        if (!good) {
            var error = Optional.ofNullable(status.getError())
                    .map(text -> ": " + text.lines().findFirst().orElse(""));
            return new Identity.Stranger(
                    Refusal.UNAUTHENTICATED, "the API server does not know the token" + error.orElse(""));
        }
        var user = status.getUser();
        if (!users.isEmpty() && !users.contains(user.getUsername())) {
            return new Identity.Stranger(
                    Refusal.NOT_AN_AGENT, "%s may not report, but %s".formatted(user.getUsername(), users));
        }
        return Optional.ofNullable(user.getExtra())
                .map(extra -> extra.get(NODE_NAME))
                .filter(names -> names.size() == 1)
                .<Identity>map(names -> new Identity.Agent(names.getFirst()))
                .orElseGet(() -> new Identity.Stranger(
                        Refusal.NOT_AN_AGENT, "the token is of no pod on a node: use the agent's projected token"));
    }

    private static String reason(KubernetesClientException e) {
        return e.getCode() > 0 ? "it answers %d".formatted(e.getCode()) : "it cannot be reached";
    }

    private static CompletionStage<Identity> stranger(Refusal refusal, String reason) {
        return CompletableFuture.completedStage(new Identity.Stranger(refusal, reason));
    }

    @Override
    public void close() {
        reviewers.shutdownNow();
        client.close();
    }
}
