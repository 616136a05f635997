package dev.connstate.agent.observe;

import dev.connstate.report.NamespaceKind;
import java.time.Duration;
import java.time.Instant;

/**
 * When what changes rarely is read again: of the host's namespace, and of each while they are few, every minute; of many
 * one after the other. Of 110 namespaces it takes longer than all else in a look.
 */
final class SettingsTurns {
    static final Duration EVERY = Duration.ofSeconds(60);

    /** So that of 110 each has its turn within ten minutes. */
    static final Duration APART = Duration.ofSeconds(5);

    private int namespaces = 1;
    private int given;

    /** A look at so many namespaces begins. */
    void begin(int namespaces) {
        this.namespaces = Math.max(1, namespaces);
    }

    /** For something that is read of one namespace. */
    Turn turn() {
        return new Turn();
    }

    /** That of one thing, from reading to reading. */
    final class Turn {
        private Instant next = Instant.MIN;
        private int readings;

        boolean isDue(Instant now) {
            return !now.isBefore(next);
        }

        /**
         * It is read now. What is new is read once more after {@link #EVERY}: a namespace is there before who makes it has
         * set it up. Then the turns of those that began together are drawn apart.
         */
        void take(NamespaceKind kind, Instant now) {
            readings = Math.min(3, readings + 1);
            long place = kind == NamespaceKind.HOST
                    ? 0
                    : switch (readings) {
                        case 1 -> 0;
                        case 2 -> 1 + given++ % namespaces;
                        default -> namespaces;
                    };
            var wait = APART.multipliedBy(place);
            next = now.plus(wait.compareTo(EVERY) < 0 ? EVERY : wait);
        }
    }
}
