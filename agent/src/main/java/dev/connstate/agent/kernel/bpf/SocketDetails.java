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
import static dev.connstate.agent.kernel.bpf.SocketStep.COMMON;
import static dev.connstate.agent.kernel.bpf.SocketStep.DONE;
import static dev.connstate.agent.kernel.bpf.SocketStep.KEY;

import dev.connstate.agent.kernel.AddressFamily;
import dev.connstate.agent.kernel.bpf.Assembler.Condition;
import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import java.io.IOException;

/**
 * Beyond the state: the few sockets in a state of which each matters get a {@link Row}; of the rest those that came in
 * are counted by the port that is listened on, and those that go out by their destination. Registers as in
 * {@link SocketStep}, which has put the slot into the key.
 */
final class SocketDetails {
    static final String DETAILS = "details";
    /** Where a socket goes on for whose row there was no room. */
    static final String GROUP = "group";

    private static final int MAPPED_V4 = 0xffff0000; // the third four bytes of ::ffff:0:0, on a little-endian machine

    private final Assembler code;
    private final StructOffsets offsets;
    private final WalkMaps maps;
    private final SocketRows rows;
    private final PortBits ports;

    SocketDetails(Assembler code, StructOffsets offsets, WalkMaps maps) {
        this.code = code;
        this.offsets = offsets;
        this.maps = maps;
        this.rows = new SocketRows(code, offsets, maps);
        this.ports = new PortBits(code, R7);
    }

    void assemble() throws IOException {
        writeKey();
        rows.assemble();
        chooseSide();
        count();
    }

    private void writeKey() throws IOException {
        code.label(DETAILS)
                .load(Size.U16, R1, FP, COMMON + offsets.of("sock_common.skc_dport"))
                .toHostOrder16(R1)
                .store(Size.U16, FP, KEY + GroupKey.PORT, R1)
                .store(Size.U8, FP, KEY + GroupKey.SIDE, GroupKey.OUTGOING)
                .load(Size.U16, R1, FP, COMMON + offsets.of("sock_common.skc_family"))
                .store(Size.U8, FP, KEY + GroupKey.FAMILY, R1)
                .jumpIf(R1, Condition.NOT_EQUAL, AddressFamily.AF_INET, "v6 addresses");
        v4(KEY + GroupKey.LOCAL, "sock_common.skc_rcv_saddr");
        v4(KEY + GroupKey.REMOTE, "sock_common.skc_daddr");
        code.jump(SocketRows.ROW).label("v6 addresses");
        v6(KEY + GroupKey.LOCAL, "sock_common.skc_v6_rcv_saddr");
        v6(KEY + GroupKey.REMOTE, "sock_common.skc_v6_daddr");
    }

    private void v4(int to, String from) throws IOException {
        code.store(Size.U64, FP, to, 0)
                .store(Size.U32, FP, to + 8, MAPPED_V4)
                .load(Size.U32, R1, FP, COMMON + offsets.of(from))
                .store(Size.U32, FP, to + 12, R1);
    }

    private void v6(int to, String from) throws IOException {
        int at = COMMON + offsets.of(from);
        code.load(Size.U64, R1, FP, at).store(Size.U64, FP, to, R1);
        code.load(Size.U64, R1, FP, at + 8).store(Size.U64, FP, to + 8, R1);
    }

    /** R9 becomes 1 for a connection that is to be marked, see {@link GroupKey.Counts#MARKED}. */
    private void chooseSide() throws IOException {
        code.label(GROUP).load(Size.U16, R1, FP, COMMON + offsets.of("sock_common.skc_num"));
        ports.test(Slot.LISTENING);
        code.jumpIf(R3, Condition.NOT_EQUAL, 0, "came in")
                .jumpIf(R8, Condition.EQUAL, TcpNumber.SYN_RECV, DONE)
                .load(Size.U32, R2, R7, Slot.FIRST_PORT)
                .load(Size.U32, R3, R7, Slot.LAST_PORT)
                .move(R9, 0)
                .jumpIf(R1, Condition.LESS, R2, "not an ephemeral port")
                .jumpIf(R1, Condition.MORE, R3, "not an ephemeral port")
                .move(R9, 1);
        ports.mark(Slot.PORTS);
        code.jump("counted in a group");
        // Its listener is gone, if the other end has a port that connect(2) would choose: no destination.
        code.label("not an ephemeral port")
                .load(Size.U16, R1, FP, KEY + GroupKey.PORT)
                .jumpIf(R1, Condition.LESS, R2, "counted in a group")
                .jumpIf(R1, Condition.MORE, R3, "counted in a group")
                .jump(DONE);

        code.label("came in")
                .store(Size.U8, FP, KEY + GroupKey.SIDE, GroupKey.INCOMING)
                .store(Size.U16, FP, KEY + GroupKey.PORT, R1)
                .store(Size.U64, FP, KEY + GroupKey.REMOTE, 0)
                .store(Size.U64, FP, KEY + GroupKey.REMOTE + 8, 0)
                .move(R9, 0)
                .jumpIf(R8, Condition.NOT_EQUAL, TcpNumber.ESTABLISHED, "counted in a group")
                // Listeners were walked first: where none has a queue, all were accepted, and are not touched again.
                .load(Size.U64, R1, R7, Slot.QUEUED)
                .jumpIf(R1, Condition.EQUAL, 0, "counted in a group");
        rows.readInode(FP, SocketStep.SCRATCH);
        code.load(Size.U64, R1, FP, SocketStep.SCRATCH)
                .jumpIf(R1, Condition.NOT_EQUAL, 0, "counted in a group")
                .move(R9, 1);
    }

    private void count() {
        code.label("counted in a group")
                .lookUp(maps.groups(), KEY)
                .jumpIf(R0, Condition.NOT_EQUAL, 0, "group found")
                .map(R1, maps.groups().fd())
                .move(R2, FP)
                .compute(R2, Operation.ADD, KEY)
                .move(R3, R6)
                .compute(R3, Operation.ADD, WalkState.ZEROS)
                .move(R4, 1) // BPF_NOEXIST
                .call(MAP_UPDATE_ELEM);
        code.lookUp(maps.groups(), KEY)
                .jumpIf(R0, Condition.NOT_EQUAL, 0, "group found")
                .compute(R8, Operation.SHIFT_LEFT, 3)
                .compute(R8, Operation.ADD, R7)
                .increment(Size.U64, R8, Slot.UNGROUPED, R1)
                .jump(DONE);
        code.label("group found")
                .load(Size.U32, R1, R0, GroupKey.Counts.MARKED)
                .compute(R1, Operation.ADD, R9)
                .store(Size.U32, R0, GroupKey.Counts.MARKED, R1)
                .jumpIf(R8, Condition.MORE, 11, DONE)
                .compute(R8, Operation.SHIFT_LEFT, 2)
                .compute(R8, Operation.ADD, R0)
                .increment(Size.U32, R8, GroupKey.Counts.STATES, R1)
                .jump(DONE);
    }
}
