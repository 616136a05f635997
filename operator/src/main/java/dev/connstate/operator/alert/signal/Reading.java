package dev.connstate.operator.alert.signal;

import dev.connstate.report.NamespaceReport;
import dev.connstate.report.SourceKind;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a signal comes to at one target. */
public sealed interface Reading {
    /**
     * A number that was measured.
     *
     * @param amount in the signal's unit
     * @param subject which listener, destination or process has it
     */
    record Value(double amount, Named subject) implements Reading {
        public Value {
            if (!Double.isFinite(amount)) {
                throw new IllegalArgumentException(amount + " is no amount");
            }
        }

        /** With two digits after the point at most. */
        public static String text(double amount) {
            var rounded = BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }
    }

    /**
     * The target has nothing of the kind, so nothing of it can be too much: no listener, no connection tracking.
     *
     * @param reason {@code nothing listens on port 8080}
     */
    record Absent(String reason) implements Reading {}

    /**
     * Nobody can say.
     *
     * @param reason for a person: {@code accept-queue limits cannot be seen in agent mode proc}
     */
    record Unknown(Why why, String reason) implements Reading {
        static Unknown tooSoon() {
            return new Unknown(Why.TOO_SOON, "counted for the first time");
        }

        static Unknown unread() {
            return new Unknown(Why.NOT_READ, "its tables could not be read");
        }

        static Unknown shared(String what) {
            return new Unknown(Why.SHARED, "shares the node's network, whose " + what + " are not its own");
        }

        /** Something that a source may be unable to see. */
        static Unknown unseen(String what, NamespaceReport namespace) {
            return namespace
                    .source()
                    .map(source -> source == SourceKind.PROC
                            ? new Unknown(Why.RIGHTS, what + " cannot be seen in agent mode proc")
                            : new Unknown(Why.NOT_READ, what + " could not be read"))
                    .orElseGet(Unknown::unread);
        }
    }

    /** Why a reading is unknown. */
    enum Why {
        /** The agent may not look there. */
        RIGHTS,
        /** A rate takes two reports. */
        TOO_SOON,
        NOT_READ,
        /** A pod in the host's network has no such number. */
        SHARED,
        /** The question has no answer here: no such counter, a division by zero. */
        NO_ANSWER
    }
}
