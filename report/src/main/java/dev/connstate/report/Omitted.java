package dev.connstate.report;

/**
 * What the bounded lists of a namespace leave out.
 *
 * @param connections those of the destinations left out
 * @param closing as {@code closeWait}: groups, and sockets beyond the bound of what an agent keeps
 * @param idle as {@code closing}
 */
public record Omitted(
        long listeners,
        long destinations,
        ConnectionCounts connections,
        long closeWait,
        long closing,
        long idle,
        long udp) {
    public static final Omitted NONE = new Omitted(0, 0, ConnectionCounts.NONE, 0, 0, 0, 0);
}
