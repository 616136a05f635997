package dev.connstate.agent.kernel.bpf;

import static dev.connstate.agent.kernel.bpf.HelperFunction.MAP_UPDATE_ELEM;
import static dev.connstate.agent.kernel.bpf.Register.FP;
import static dev.connstate.agent.kernel.bpf.Register.R0;
import static dev.connstate.agent.kernel.bpf.Register.R1;
import static dev.connstate.agent.kernel.bpf.Register.R2;
import static dev.connstate.agent.kernel.bpf.Register.R3;
import static dev.connstate.agent.kernel.bpf.Register.R4;
import static dev.connstate.agent.kernel.bpf.Register.R6;
import static dev.connstate.agent.kernel.bpf.Register.R7;
import static dev.connstate.agent.kernel.bpf.Register.R8;
import static dev.connstate.agent.kernel.bpf.Register.R9;

import dev.connstate.agent.kernel.bpf.Assembler.Condition;
import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import java.io.IOException;

/**
 * What is done with one socket: its head is copied, its namespace gets a slot, its state is counted; then
 * {@link SocketDetails}. R6 is the {@link WalkState}, R7 the {@link Slot}, R8 the state. A lock is never taken: a socket
 * that is freed stays a socket, since its memory is of a cache that only has such (SLAB_TYPESAFE_BY_RCU).
 */
final class SocketStep {
    static final String SOCKET = "socket";
    /** Where a socket ends that is counted. */
    static final String DONE = "socket done";

    /** On the stack: the head of the socket, its address, the key of its group, and a scratch. */
    static final int COMMON = -160;

    static final int SOCK = -168;
    static final int KEY = -208;
    static final int SCRATCH = -216;

    private static final int STATES = 15;

    private final Assembler code;
    private final StructOffsets offsets;
    private final WalkMaps maps;
    private final NetSettings settings;

    SocketStep(Assembler code, StructOffsets offsets, WalkMaps maps, NetSettings settings) {
        this.code = code;
        this.offsets = offsets;
        this.maps = maps;
        this.settings = settings;
    }

    void assemble() throws IOException {
        copyHead();
        findSlot();
        beginSlot();
        countState();
        code.label(DONE).move(R0, 0).exit();
        new SocketDetails(code, offsets, maps).assemble();
    }

    private void copyHead() throws IOException {
        int next = offsets.of("sock_common.skc_nulls_node.next");
        if (next + 8 > -COMMON) {
            throw new IOException("this kernel's sock_common is longer than expected: its node is at " + next);
        }
        code.label(SOCKET)
                .compute(R8, Operation.SUBTRACT, next)
                .store(Size.U64, FP, SOCK, R8)
                .move(R3, R8)
                .copy(FP, COMMON, next + 8)
                .jumpIf(R0, Condition.EQUAL, 0, "head copied")
                .increment(Size.U64, R6, WalkState.FAULTS, R1);
        code.jump("go on"); // as if the chain ended where it should
        code.label("head copied").load(Size.U64, R1, FP, COMMON + next).store(Size.U64, R6, WalkState.NODE, R1);
    }

    /** R7 becomes the slot. */
    private void findSlot() throws IOException {
        code.load(Size.U64, R1, FP, COMMON + offsets.of("sock_common.skc_net.net"))
                .move(R9, R1)
                .compute(R9, Operation.SHIFT_RIGHT, 14)
                .compute(R9, Operation.XOR, R1)
                .compute(R9, Operation.SHIFT_RIGHT, 6) // lines of memory
                .compute(R9, Operation.AND, WalkState.CACHED_SLOTS - 1)
                .compute(R9, Operation.MULTIPLY, WalkState.PAIR_BYTES)
                .compute(R9, Operation.ADD, R6)
                .load(Size.U64, R2, R9, WalkState.SLOT_CACHE)
                .jumpIf(R1, Condition.EQUAL, R2, "slot known")
                .move(R3, R1)
                .compute(R3, Operation.ADD, offsets.of("net.ns.inum"))
                .store(Size.U64, FP, SCRATCH, 0)
                .copy(FP, SCRATCH, 4)
                .lookUp(maps.index(), SCRATCH);
        code.jumpIf(R0, Condition.EQUAL, 0, "new slot")
                .load(Size.U32, R1, R0, 0)
                .jump("slot to cache");

        code.label("new slot")
                .load(Size.U64, R1, R6, WalkState.SLOTS)
                .jumpIf(R1, Condition.AT_LEAST, maps.slots().entries(), "no slot")
                .store(Size.U64, FP, KEY, R1)
                .compute(R1, Operation.ADD, 1)
                .store(Size.U64, R6, WalkState.SLOTS, R1);
        update(maps.index(), SCRATCH, KEY);
        code.load(Size.U64, R1, FP, KEY)
                .label("slot to cache")
                .store(Size.U64, R9, WalkState.SLOT_CACHE + 8, R1)
                .load(Size.U64, R1, FP, COMMON + offsets.of("sock_common.skc_net.net"))
                .store(Size.U64, R9, WalkState.SLOT_CACHE, R1);

        code.label("slot known")
                .load(Size.U64, R1, R9, WalkState.SLOT_CACHE + 8)
                .store(Size.U64, FP, KEY, R1);
        code.lookUp(maps.slots(), KEY);
        code.move(R7, R0)
                .jumpIf(R7, Condition.NOT_EQUAL, 0, "slot found")
                .label("no slot")
                .increment(Size.U64, R6, WalkState.WITHOUT_SLOT, R1)
                .jump(DONE);
    }

    /** The first socket of a namespace in this walk: what the last walk left is wiped out. */
    private void beginSlot() throws IOException {
        code.label("slot found")
                .load(Size.U64, R1, R7, Slot.GENERATION)
                .load(Size.U64, R2, R6, WalkState.GENERATION)
                .jumpIf(R1, Condition.EQUAL, R2, "slot begun");
        code.move(R3, 0).copy(R7, 0, Slot.BYTES); // fails, and so fills with zeros
        code.load(Size.U64, R1, R6, WalkState.GENERATION).store(Size.U64, R7, Slot.GENERATION, R1);
        fetchOfNet(Slot.INUM, offsets.of("net.ns.inum"), 4);
        var range = "net.ipv4.ip_local_ports.range";
        fetchOfNet(Slot.FIRST_PORT, offsets.of(range), offsets.size(range));
        if (offsets.size(range) == 4) { // since 6.8 both in one, the last in the upper half
            code.load(Size.U32, R1, R7, Slot.FIRST_PORT)
                    .move(R2, R1)
                    .compute(R1, Operation.AND, 0xffff)
                    .store(Size.U32, R7, Slot.FIRST_PORT, R1)
                    .compute(R2, Operation.SHIFT_RIGHT, 16)
                    .store(Size.U32, R7, Slot.LAST_PORT, R2);
        }
        code.lookUp(maps.settings(), KEY);
        code.jumpIf(R0, Condition.EQUAL, 0, "slot begun").move(R9, R0);
        int net = COMMON + offsets.of("sock_common.skc_net.net");
        settings.assemble(code, R9, () -> code.load(Size.U64, R3, FP, net), SCRATCH, offsets);
        code.label("slot begun");
    }

    private void countState() throws IOException {
        code.load(Size.U8, R8, FP, COMMON + offsets.of("sock_common.skc_state"))
                .jumpIf(R8, Condition.NOT_EQUAL, TcpNumber.TIME_WAIT, "state of a request")
                .store(Size.U64, FP, SCRATCH, 0)
                .load(Size.U64, R3, FP, SOCK)
                .compute(R3, Operation.ADD, offsets.of("inet_timewait_sock.tw_substate"))
                .copy(FP, SCRATCH, 1)
                .load(Size.U8, R1, FP, SCRATCH)
                .jumpIf(R1, Condition.NOT_EQUAL, TcpNumber.FIN_WAIT2, "state known")
                .move(R8, TcpNumber.FIN_WAIT2)
                .jump("state known");
        code.label("state of a request")
                .jumpIf(R8, Condition.NOT_EQUAL, TcpNumber.NEW_SYN_RECV, "state known")
                .move(R8, TcpNumber.SYN_RECV);
        code.label("state known")
                .compute(R8, Operation.AND, STATES)
                .move(R1, R8)
                .compute(R1, Operation.SHIFT_LEFT, 3)
                .compute(R1, Operation.ADD, R7)
                .increment(Size.U64, R1, Slot.STATES, R2)
                .load(Size.U64, R1, R6, WalkState.DETAILS)
                .jumpIf(R1, Condition.NOT_EQUAL, 0, SocketDetails.DETAILS);
    }

    private void fetchOfNet(int to, int from, int bytes) throws IOException {
        code.load(Size.U64, R3, FP, COMMON + offsets.of("sock_common.skc_net.net"))
                .compute(R3, Operation.ADD, from)
                .copy(R7, to, bytes);
    }

    private void update(BpfMap map, int key, int value) {
        code.map(R1, map.fd())
                .move(R2, FP)
                .compute(R2, Operation.ADD, key)
                .move(R3, FP)
                .compute(R3, Operation.ADD, value)
                .move(R4, 0)
                .call(MAP_UPDATE_ELEM);
    }
}
