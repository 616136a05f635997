package dev.connstate.operator.alert.expression;

/** What a formula comes to. */
public sealed interface Answer {
    /** @param value finite; 1 for true, 0 for false */
    record Number(double value) implements Answer {}

    /** @param reason why there is no number, for a person: {@code the expression asks for queueLimit, which is unknown} */
    record None(String reason) implements Answer {}
}
