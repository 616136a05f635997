package dev.connstate.diagnosis.finding;

import java.util.Optional;

/**
 * One thing to do.
 *
 * @param text a sentence or two to somebody who can do it
 * @param setting the sysctl to change; only for the two sysctl kinds
 * @param risk what it may cost; empty when nothing
 */
public record Advice(Kind kind, String text, Optional<Setting> setting, String risk) {
    public Advice {
        if (setting.isPresent() != (kind == Kind.POD_SYSCTL || kind == Kind.NODE_SYSCTL)) {
            throw new IllegalArgumentException("advice of kind %s and setting %s do not fit".formatted(kind, setting));
        }
    }

    public static Advice application(String text) {
        return new Advice(Kind.APPLICATION, text, Optional.empty(), "");
    }

    public static Advice infrastructure(String text) {
        return new Advice(Kind.INFRASTRUCTURE, text, Optional.empty(), "");
    }

    /** The advice to leave things as they are. */
    public static Advice nothing(String text) {
        return new Advice(Kind.NOTHING, text, Optional.empty(), "");
    }

    /** Who has to change something. */
    public enum Kind {
        APPLICATION,
        POD_SYSCTL,
        NODE_SYSCTL,
        INFRASTRUCTURE,
        NOTHING
    }
}
