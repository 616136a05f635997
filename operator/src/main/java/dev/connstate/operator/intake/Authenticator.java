package dev.connstate.operator.intake;

import java.util.concurrent.CompletionStage;

/** Who has this token? */
public interface Authenticator {
    /** @return completed with one of the identities, and never by an exception */
    CompletionStage<Identity> identify(String token);
}
