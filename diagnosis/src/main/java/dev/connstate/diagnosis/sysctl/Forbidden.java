package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.Optional;

/** What no advice may say. Written apart from {@link Tuning}, so that each can prove the other. */
public final class Forbidden {
    private Forbidden() {}

    /** Which rule the settings of this verdict break, a sentence. */
    public static Optional<String> violation(Verdict verdict, NamespaceWindow seen) {
        throw new UnsupportedOperationException("not yet");
    }
}
