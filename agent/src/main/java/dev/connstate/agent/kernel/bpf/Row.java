package dev.connstate.agent.kernel.bpf;

/** A value of the map {@code rows}: one socket in a state of which each matters. It begins with a {@link GroupKey}. */
final class Row {
    static final int STATE = 40;
    /** As {@code skc_state} has it: TIME_WAIT and NEW_SYN_RECV are of other structs. */
    static final int RAW_STATE = 41;

    static final int LOCAL_PORT = 42;
    static final int RETRANSMITS = 44;
    static final int PENDING = 45;
    static final int PROBES = 46;
    static final int INODE = 48;
    static final int RCV_NXT = 56;
    static final int COPIED_SEQ = 60;
    static final int WRITE_SEQ = 64;
    static final int SND_UNA = 68;
    static final int ACK_BACKLOG = 72;
    static final int MAX_ACK_BACKLOG = 76;
    static final int DROPS = 80;
    /** Not 0 while {@code sk_timer} runs. */
    static final int KEEPALIVE = 88;

    static final int BYTES = 96;

    private Row() {}
}
