package dev.connstate.agent.kernel;

/** Takes the rows of a table, one after the other. */
@FunctionalInterface
public interface SocketSink {
    void row(SocketRow row);
}
