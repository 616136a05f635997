package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.Optional;

/** Advice to change a setting: only where it is not so already, the kernel has it, and it has an effect. */
public final class Tuning {
    private Tuning() {}

    /**
     * @param sysctl of the table, by full or short name
     * @param text a sentence or two to somebody who can do it
     */
    public static Optional<Advice> propose(NamespaceWindow seen, String sysctl, String proposed, String text) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Twice what it is, of a single number. */
    public static Optional<Advice> proposeTwice(NamespaceWindow seen, String sysctl, String text) {
        throw new UnsupportedOperationException("not yet");
    }

    /** More ephemeral ports, clear of NodePorts on the host and of ports that need a right. */
    public static Optional<Advice> proposeMorePorts(NamespaceWindow seen, String text) {
        throw new UnsupportedOperationException("not yet");
    }
}
