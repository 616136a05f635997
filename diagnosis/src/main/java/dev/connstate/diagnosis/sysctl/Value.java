package dev.connstate.diagnosis.sysctl;

import java.util.Optional;

/**
 * What a setting can be.
 *
 * @param standard the kernel's default, by version where it changed
 * @param form what the kernel takes
 * @param change what may be proposed
 * @param need another setting without which this one is not looked at
 */
public record Value(String standard, Form form, Change change, Optional<Need> need) {
    /** The default is {@code standard}, and nothing is ever proposed. */
    static Value of(String standard, Form form) {
        return new Value(standard, form, Change.NEVER, Optional.empty());
    }

    static Value of(String standard, Form form, Change change) {
        return new Value(standard, form, change, Optional.empty());
    }

    Value needing(Need other) {
        return new Value(standard, form, change, Optional.of(other));
    }
}
