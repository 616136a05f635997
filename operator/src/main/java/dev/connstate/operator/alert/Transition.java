package dev.connstate.operator.alert;

/** What an evaluation changed that somebody must be told. Each message is one sentence. */
public sealed interface Transition {
    String message();

    /** The first target fires. */
    record Fired(String message) implements Transition {}

    /** No target fires any more, and of what fired something was seen to be over. */
    record Resolved(String message) implements Transition {}

    /** No target fires any more, but nobody saw it end: the targets are gone, or the alert asks nothing or something else. */
    record Withdrawn(String message) implements Transition {}
}
