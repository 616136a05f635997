package dev.connstate.agent.kernel.bpf;

/**
 * The one value of the map {@code state}, shared with us by mmap(2): where the walk is and what it ran into. Each
 * number has 64 bits, so that the verifier keeps no track of it.
 */
final class WalkState {
    /** The node to read next; odd at the end of a chain. */
    static final int NODE = 0;

    /** The bucket to begin next, and the one to stop at. */
    static final int BUCKET = 8;

    static final int END = 16;
    /** The table that is walked: its buckets, how big one is, and where in it the chain begins. */
    static final int TABLE = 24;

    static final int BUCKET_BYTES = 32;
    static final int HEAD = 40;
    /** The namespace of the socket before, and its slot. */
    static final int LAST_NET = 48;

    static final int LAST_SLOT = 56;
    /** How many slots were ever given out. */
    static final int SLOTS = 64;

    static final int GENERATION = 72;
    /** Whether to do more than count states. */
    static final int DETAILS = 80;

    static final int ROWS = 88;
    /** Sockets that would have had a row, had there been room. */
    static final int ROWS_OVER = 96;
    /** Nodes that could not be read: their memory went away. The rest of that chain is not counted. */
    static final int FAULTS = 104;
    /** Chains that ended in another bucket: a socket moved while it was looked at. */
    static final int STRAYED = 112;
    /** Sockets whose namespace found no slot. */
    static final int WITHOUT_SLOT = 120;

    static final int EHASH = 128;
    static final int EHASH_MASK = 136;
    static final int LHASH2 = 144;
    static final int LHASH2_MASK = 152;
    static final int PERNET = 160;
    /** What a group begins as. */
    static final int ZEROS = 192;

    static final int BYTES = 256;

    private WalkState() {}
}
