package dev.connstate.agent.kernel;

/** Takes the connections of a namespace: as rows, or where a source counts by itself, partly as groups. */
public interface ConnectionSink extends SocketSink {
    /** Connections of which none comes as a row. */
    void group(SocketGroup group);

    /** Connections in {@code state} that are in no group for want of room. */
    void ungrouped(int state, long connections);

    /** Local ports that grouped connections have: bit i of {@code bits} is the port 64 × {@code word} + i. */
    void ports(int word, long bits);

    /** How many connections in {@code state} there are in all, said last by a source that counts by itself. */
    void total(int state, long connections);
}
