package dev.connstate.agent.kernel.bpf;

/** A value of the map {@code slots}: one namespace. */
final class Slot {
    /** The walk that last met it; all else is of that walk. */
    static final int GENERATION = 0;

    /** {@code net.ns.inum}: what {@code /proc/PID/ns/net} shows. */
    static final int INUM = 8;

    /** {@code ip_local_port_range}, 32 bits each. */
    static final int FIRST_PORT = 16;

    static final int LAST_PORT = 20;
    /** Whether connections wait in a listener's accept queue, or may. */
    static final int QUEUED = 24;
    /** Sockets by the kernel's number of their state, 64 bits each. */
    static final int STATES = 64;
    /** Those that found no room in the groups, likewise. */
    static final int UNGROUPED = 192;
    /** The local ports that outgoing connections have, a bit each. */
    static final int PORTS = 320;
    /** The ports that are listened on. */
    static final int LISTENING = PORTS + 8192;

    static final int BYTES = LISTENING + 8192;

    private Slot() {}
}
