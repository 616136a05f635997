package dev.connstate.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that a real API server made, and one that it did not. */
@ExtendWith(KubeApiServerExtension.class)
class TokenReviewsIT {
    private static final String NAMESPACE = "token-reviews";
    private static final String AUDIENCE = "connstate-operator";
    private static final Set<String> AGENTS = Set.of("system:serviceaccount:token-reviews:connstate-agent");

    private static Pod agent;

    @BeforeAll
    static void makeAgent(KubeApiServer api) {
        api.makeNamespace(NAMESPACE);
        api.makeServiceAccount(NAMESPACE, "connstate-agent");
        agent = api.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("connstate-agent-x")
                        .endMetadata()
                        .withNewSpec()
                        .withServiceAccountName("connstate-agent")
                        .withNodeName("node-1")
                        .addNewContainer()
                        .withName("agent")
                        .withImage("connstate-agent")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    @Test
    void anAgentIsKnownByItsNode(KubeApiServer api) {
        assertThat(identify(api, token(api, AUDIENCE))).isEqualTo(new Identity.Agent("node-1"));
    }

    @Test
    void aTokenForAnotherAudienceIsNoUse(KubeApiServer api) {
        assertThat(identify(api, token(api, "vault")))
                .isEqualTo(
                        new Identity.Stranger(
                                Refusal.WRONG_AUDIENCE,
                                "the token is for [vault], and must be for connstate-operator: see the agent's projected token"));
    }

    /** The claim is believed only once the API server has seen the signature. */
    @Test
    void aForgedAudienceIsNoUse(KubeApiServer api) {
        var parts = token(api, "vault").split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1])).replace("\"vault\"", "\"" + AUDIENCE + "\"");
        var forged = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes()) + "."
                + parts[2];
        assertThat(identify(api, forged)).isInstanceOfSatisfying(Identity.Stranger.class, stranger -> {
            assertThat(stranger.refusal()).isEqualTo(Refusal.UNAUTHENTICATED);
            assertThat(stranger.reason()).startsWith("the API server does not know the token");
        });
    }

    @Test
    void aTokenThatEndedIsNoUse(KubeApiServer api) {
        var token = token(api, AUDIENCE);
        try (var reviews = reviews(api, () -> Instant.now().plus(Duration.ofHours(2)))) {
            assertThat(identify(reviews, token)).isInstanceOfSatisfying(Identity.Stranger.class, stranger -> {
                assertThat(stranger.refusal()).isEqualTo(Refusal.UNAUTHENTICATED);
                assertThat(stranger.reason()).startsWith("the token ended at ");
            });
        }
    }

    @Test
    void aTokenOfNoPodNamesNoNode(KubeApiServer api) {
        var token = api.token(NAMESPACE, "connstate-agent", AUDIENCE, Optional.empty());
        assertThat(identify(api, token))
                .isEqualTo(new Identity.Stranger(
                        Refusal.NOT_AN_AGENT, "the token is of no pod on a node: use the agent's projected token"));
    }

    @Test
    void anotherServiceAccountMayNotReport(KubeApiServer api) {
        var token = api.token(NAMESPACE, "default", AUDIENCE, Optional.empty());
        assertThat(identify(api, token))
                .isEqualTo(new Identity.Stranger(
                        Refusal.NOT_AN_AGENT,
                        "system:serviceaccount:token-reviews:default may not report, but %s".formatted(AGENTS)));
    }

    @Test
    void whatIsNoTokenIsNotAskedAbout(KubeApiServer api) {
        assertThat(identify(api, "letmein"))
                .isEqualTo(new Identity.Stranger(Refusal.UNAUTHENTICATED, "the token is no ServiceAccount's"));
    }

    @Test
    void withoutAnApiServerWhoIsKnownGoesOn(KubeApiServer api) throws Exception {
        var now = new Instant[] {Instant.now()};
        var known = token(api, AUDIENCE);
        var unknown = token(api, AUDIENCE);
        try (var reviews = reviews(api, () -> now[0])) {
            assertThat(identify(reviews, known)).isEqualTo(new Identity.Agent("node-1"));
            api.stop();
            try {
                now[0] = now[0].plus(KnownTokens.GOOD);
                assertThat(identify(reviews, known)).isEqualTo(new Identity.Agent("node-1"));
                assertThat(identify(reviews, unknown))
                        .isEqualTo(new Identity.Unknown(
                                "the API server cannot be asked about the token now: it cannot be reached"));
            } finally {
                api.start();
            }
            assertThat(identify(reviews, unknown)).isEqualTo(new Identity.Agent("node-1"));
        }
    }

    private static String token(KubeApiServer api, String audience) {
        return api.token(NAMESPACE, "connstate-agent", audience, Optional.of(agent));
    }

    private static TokenReviews reviews(KubeApiServer api, InstantSource clock) {
        return new TokenReviews(api.client(), AUDIENCE, AGENTS, clock);
    }

    private static Identity identify(KubeApiServer api, String token) {
        try (var reviews = reviews(api, InstantSource.system())) {
            return identify(reviews, token);
        }
    }

    private static Identity identify(TokenReviews reviews, String token) {
        return reviews.identify(token).toCompletableFuture().join();
    }
}
