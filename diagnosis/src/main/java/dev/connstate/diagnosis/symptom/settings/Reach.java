package dev.connstate.diagnosis.symptom.settings;

import dev.connstate.report.NamespaceReport;

/** What there must be in a namespace for a setting to bear on it. */
enum Reach {
    /** A listener that not only this namespace itself can reach. */
    STRANGERS {
        @Override
        boolean is(NamespaceReport seen) {
            return seen.listeners().stream()
                    .anyMatch(listener -> !listener.address().isLoopback());
        }
    },
    /** Anybody who listens or connects. */
    CONNECTIONS {
        @Override
        boolean is(NamespaceReport seen) {
            return !seen.listeners().isEmpty() || !seen.destinations().isEmpty();
        }
    };

    abstract boolean is(NamespaceReport seen);
}
