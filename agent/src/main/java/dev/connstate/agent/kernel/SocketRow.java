package dev.connstate.agent.kernel;

/**
 * One socket, seen through whatever it was read from. A row is a view on a buffer that the next row overwrites: it is
 * valid only while {@link SocketSink#row} runs. No method allocates.
 */
public interface SocketRow {
    /** What {@link #drops()} and {@link #queueLimit()} return when the source cannot know. */
    long UNKNOWN = -1;

    /** AF_INET or AF_INET6 of the socket itself; the peer of an AF_INET6 socket may be IPv4. */
    int family();

    /** The kernel's number, 1 to 11. */
    int state();

    /** The first half of the local address, see {@link dev.connstate.report.Address}; IPv4 comes as v4-mapped. */
    long localHigh();

    long localLow();

    int localPort();

    long remoteHigh();

    long remoteLow();

    int remotePort();

    /** Connections waiting for accept(2) in LISTEN; else bytes received and not read, a FIN counting as one. */
    long receiveQueue();

    /** The accept queue's limit, for a LISTEN row; {@link #UNKNOWN} where the source does not have it. */
    long queueLimit();

    /** 0 for a socket that no process holds: half-open, TIME_WAIT, orphaned, or not yet accepted. */
    long inode();

    /** sk_drops, or {@link #UNKNOWN}. */
    long drops();
}
