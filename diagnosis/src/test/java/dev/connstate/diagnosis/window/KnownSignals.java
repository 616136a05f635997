package dev.connstate.diagnosis.window;

import java.util.Set;

/** The signals' names, for tests elsewhere. */
public final class KnownSignals {
    public static final Set<String> NAMES = Signals.NAMES;

    private KnownSignals() {}
}
