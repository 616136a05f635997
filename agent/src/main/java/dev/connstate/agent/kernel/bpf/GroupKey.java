package dev.connstate.agent.kernel.bpf;

/**
 * A key of the map {@code groups}: connections that came in by one local address and port, or that go out from one
 * address to one other and its port. Addresses have 16 bytes in network order, those of IPv4 as v4-mapped.
 */
final class GroupKey {
    static final int SLOT = 0;
    /** The local port of those that came in, else the remote one. */
    static final int PORT = 4;

    static final int SIDE = 6;
    static final int FAMILY = 7;
    static final int LOCAL = 8;
    static final int REMOTE = 24;

    static final int BYTES = 40;

    static final int INCOMING = 1;
    static final int OUTGOING = 2;

    private GroupKey() {}

    /** The value to a key. */
    static final class Counts {
        /** By the kernel's number of their state, 32 bits each. */
        static final int STATES = 0;
        /** Of incoming ones those that nobody accepted yet; of outgoing ones those with an ephemeral port. */
        static final int MARKED = 48;

        static final int BYTES = 56;

        private Counts() {}
    }
}
