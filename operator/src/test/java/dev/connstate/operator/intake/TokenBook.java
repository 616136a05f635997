package dev.connstate.operator.intake;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens that are known without an API server. */
final class TokenBook implements Authenticator {
    private final Map<String, Identity> book = new ConcurrentHashMap<>();

    TokenBook write(String token, Identity identity) {
        book.put(token, identity);
        return this;
    }

    @Override
    public CompletionStage<Identity> identify(String token) {
        return CompletableFuture.completedStage(
                book.getOrDefault(token, new Identity.Stranger(Refusal.UNAUTHENTICATED, "the token is in no book")));
    }
}
