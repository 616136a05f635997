package dev.connstate.agent.kernel.bpf;

/** A value of the map {@code tasks}: one process. */
final class Task {
    /** {@code net.ns.inum} of its network namespace; 0 of one that is ending. */
    static final int INUM = 0;

    /** Not 0 when that has a table of connections of its own. */
    static final int PERNET = 4;

    /** How many pid namespaces down it is. */
    static final int LEVEL = 8;

    /** From the first pid namespace on its number in each, with that one's inum. */
    static final int NUMBERS = 16;

    static final int NUMBER_BYTES = 8;
    /** Of a node that is a container, and a container in it, and one to spare. */
    static final int LEVELS = 4;

    static final int BYTES = NUMBERS + LEVELS * NUMBER_BYTES;

    private Task() {}

    static int number(int level) {
        return NUMBERS + level * NUMBER_BYTES;
    }

    static int pidNamespace(int level) {
        return number(level) + Integer.BYTES;
    }

    /** The one value of the map {@code state} of that walk. */
    static final class WalkState {
        static final int NODE = 0;
        static final int START = 8;
        static final int COUNT = 16;
        static final int BYTES = 24;

        private WalkState() {}
    }
}
