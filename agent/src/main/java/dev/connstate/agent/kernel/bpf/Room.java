package dev.connstate.agent.kernel.bpf;

/**
 * How much a walk may leave, which is memory of the kernel; what finds no room is counted.
 *
 * @param slots namespaces
 * @param rows of sockets in a state of which each matters, and of listeners
 * @param groups all namespaces' together
 * @param withSettings whether {@link WalkedNamespace#sysctls} are wanted: 8 KiB more for each slot
 */
record Room(int slots, int rows, int groups, boolean withSettings) {
    private static final int ROWS = 1 << 14;
    private static final int GROUPS = 1 << 14;
    private static final int FEWEST_SLOTS = 64;

    /** Twice to four times as many slots: who comes later has to find one, too, and who went keeps its. */
    static Room of(int namespaces, boolean withSettings) {
        int slots = Math.max(FEWEST_SLOTS, Integer.highestOneBit(Math.max(1, namespaces)) * 4);
        return new Room(slots, ROWS, GROUPS, withSettings);
    }
}
