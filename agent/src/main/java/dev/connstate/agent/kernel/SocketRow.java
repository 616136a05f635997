package dev.connstate.agent.kernel;

/**
 * One socket, seen through whatever it was read from. A row is a view on a buffer that the next row overwrites: it is
 * valid only while {@link SocketSink#row} runs. No method allocates.
 */
public interface SocketRow extends LocalEnd {
    /** What a method returns that says so when the source cannot know. */
    long UNKNOWN = -1;

    /** The kernel's number, 1 to 11. */
    int state();

    int localPort();

    long remoteHigh();

    long remoteLow();

    int remotePort();

    /** Connections waiting for accept(2) in LISTEN; else bytes received and not read, a FIN counting as one. */
    long receiveQueue();

    /** The accept queue's limit, for a LISTEN row; {@link #UNKNOWN} where the source does not have it. */
    long queueLimit();

    /** Bytes written and not acknowledged, a SYN or FIN counting as one; 0 in LISTEN. */
    long sendQueue();

    /** The timer that runs, in the kernel's numbers, see {@link dev.connstate.report.Timer}. */
    int timer();

    /** Until that timer ends; 0 when none runs. */
    long expiresMillis();

    /**
     * How often in a row that timer had something sent again, or a probe sent, without an answer. In SYN_RECV it is the
     * SYN-ACK, for which proc shows how often the timer ended: also when TCP_DEFER_ACCEPT had nothing sent.
     */
    int retransmits();

    /** 0 for a socket that no process holds: half-open, TIME_WAIT, orphaned, or not yet accepted. */
    long inode();

    /** sk_drops, or {@link #UNKNOWN}. */
    long drops();

    /** sk_rcvbuf, or {@link #UNKNOWN}. */
    long receiveBuffer();

    /** Since data last came, or since the connection exists; {@link #UNKNOWN} unless it was asked for. */
    long lastReceivedMillis();

    /** As {@link #lastReceivedMillis()}, for data sent. */
    long lastSentMillis();
}
