package dev.connstate.agent.kernel.bpf;

/**
 * The one value of the map {@code state}, shared with us by mmap(2): where the walk is and what it ran into. Each
 * number has 64 bits, so that the verifier keeps no track of it.
 */
final class WalkState {
    /** The node to read next; odd at the end of a chain, and then twice the bucket, and one. */
    static final int NODE = 0;

    /** The bucket of that node. */
    static final int CURRENT = 8;

    /** The bucket whose head is read next, and the one to stop at. */
    static final int BUCKET = 16;

    static final int END = 24;
    /** The table that is walked. */
    static final int TABLE = 32;

    /** How many of the {@link #CHAINS} wait. */
    static final int WAITING = 40;

    /** How many slots were ever given out. */
    static final int SLOTS = 48;

    static final int GENERATION = 56;
    /** Whether to do more than count states. */
    static final int DETAILS = 64;

    /** Which of the two tables it is. */
    static final int LISTENING = 72;

    static final int ROWS = 80;
    /** Sockets that would have had a row, had there been room. */
    static final int ROWS_OVER = 88;
    /** Memory that could not be read, for it went away. The rest of that chain is not counted. */
    static final int FAULTS = 96;
    /** Chains that ended in another bucket: a socket moved while it was looked at. */
    static final int STRAYED = 104;
    /** Sockets whose namespace found no slot. */
    static final int WITHOUT_SLOT = 112;

    static final int EHASH = 128;
    static final int EHASH_MASK = 136;
    static final int LHASH2 = 144;
    static final int LHASH2_MASK = 152;
    static final int PERNET = 160;
    /** What a group begins as. */
    static final int ZEROS = 192;

    /** How many buckets are read at once: the more chains wait, the more memory is fetched at the same time. */
    static final int BUCKETS = 64;

    static final int PAIR_BYTES = 16;

    /** The heads of the next buckets, as they are in the table, of 16 bytes at the most. */
    static final int HEADS = 256;

    /** Of these the chains that are not empty: first node and bucket. */
    static final int CHAINS = HEADS + BUCKETS * PAIR_BYTES;

    /** Slots by namespace, as far as seen in this walk: the address of its struct, and the number. */
    static final int SLOT_CACHE = CHAINS + BUCKETS * PAIR_BYTES;

    static final int CACHED_SLOTS = 256;

    static final int BYTES = SLOT_CACHE + CACHED_SLOTS * PAIR_BYTES;

    private WalkState() {}
}
