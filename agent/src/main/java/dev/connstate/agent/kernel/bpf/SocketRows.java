package dev.connstate.agent.kernel.bpf;

import static dev.connstate.agent.kernel.bpf.Register.FP;
import static dev.connstate.agent.kernel.bpf.Register.R0;
import static dev.connstate.agent.kernel.bpf.Register.R1;
import static dev.connstate.agent.kernel.bpf.Register.R3;
import static dev.connstate.agent.kernel.bpf.Register.R6;
import static dev.connstate.agent.kernel.bpf.Register.R7;
import static dev.connstate.agent.kernel.bpf.Register.R8;
import static dev.connstate.agent.kernel.bpf.Register.R9;
import static dev.connstate.agent.kernel.bpf.SocketStep.COMMON;
import static dev.connstate.agent.kernel.bpf.SocketStep.DONE;
import static dev.connstate.agent.kernel.bpf.SocketStep.KEY;
import static dev.connstate.agent.kernel.bpf.SocketStep.SCRATCH;
import static dev.connstate.agent.kernel.bpf.SocketStep.SOCK;

import dev.connstate.agent.kernel.bpf.Assembler.Condition;
import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import java.io.IOException;

/** A row for each socket of {@link TcpNumber#WITH_ROWS} while there is room. Registers as in {@link SocketStep}. */
final class SocketRows {
    static final String ROW = "row";

    private final Assembler code;
    private final StructOffsets offsets;
    private final WalkMaps maps;

    SocketRows(Assembler code, StructOffsets offsets, WalkMaps maps) {
        this.code = code;
        this.offsets = offsets;
        this.maps = maps;
    }

    void assemble() throws IOException {
        find();
        copyKey();
        code.load(Size.U8, R1, FP, COMMON + offsets.of("sock_common.skc_state"))
                .store(Size.U8, R9, Row.RAW_STATE, R1)
                .jumpIf(R1, Condition.EQUAL, TcpNumber.TIME_WAIT, DONE) // FIN_WAIT2 of a timewait sock has no more
                .jumpIf(R1, Condition.EQUAL, TcpNumber.NEW_SYN_RECV, "row of a request");
        ofSocket();
        code.jumpIf(R8, Condition.NOT_EQUAL, TcpNumber.LISTEN, DONE)
                .load(Size.U32, R1, R9, Row.ACK_BACKLOG)
                .jumpIf(R1, Condition.EQUAL, 0, DONE)
                .store(Size.U64, R7, Slot.QUEUED, 1)
                .jump(DONE)
                .label("row of a request");
        read(R9, Row.RETRANSMITS, 1, "request_sock.num_retrans");
        code.jump(DONE);
    }

    /** What {@code sock_i_ino} returns, 64 bits: 0 for a socket that no process holds. Uses {@link SocketStep#SCRATCH}. */
    void readInode(Register base, int to) throws IOException {
        if (offsets.find("sock.sk_ino").isPresent()) { // since 6.18
            read(base, to, 8, "sock.sk_ino");
            return;
        }
        read(FP, SCRATCH, 8, "sock.sk_socket");
        var label = "no inode at %s%d".formatted(base, to);
        int inode = offsets.of("socket_alloc.vfs_inode.i_ino") - offsets.of("socket_alloc.socket");
        code.load(Size.U64, R3, FP, SCRATCH)
                .jumpIf(R3, Condition.EQUAL, 0, label)
                .compute(R3, Operation.ADD, inode)
                .copy(base, to, 8)
                .label(label);
    }

    /** R9 becomes the row. */
    private void find() throws IOException {
        code.label(ROW)
                .move(R1, 1)
                .compute(R1, Operation.SHIFT_LEFT, R8)
                .jumpIf(R1, Condition.HAS, TcpNumber.WITH_ROWS, "wants a row")
                .jump(SocketDetails.GROUP);
        code.label("wants a row").jumpIf(R8, Condition.NOT_EQUAL, TcpNumber.LISTEN, "room for a row");
        code.load(Size.U16, R1, FP, COMMON + offsets.of("sock_common.skc_num"));
        new PortBits(code, R7).mark(Slot.LISTENING);
        code.label("room for a row")
                .load(Size.U64, R1, R6, WalkState.ROWS)
                .jumpIf(R1, Condition.LESS, maps.rows().entries(), "new row")
                .increment(Size.U64, R6, WalkState.ROWS_OVER, R1)
                .jumpIf(R8, Condition.NOT_EQUAL, TcpNumber.LISTEN, SocketDetails.GROUP)
                .store(Size.U64, R7, Slot.QUEUED, 1)
                .jump(DONE);
        code.label("new row")
                .store(Size.U64, FP, SCRATCH, R1)
                .compute(R1, Operation.ADD, 1)
                .store(Size.U64, R6, WalkState.ROWS, R1)
                .lookUp(maps.rows(), SCRATCH)
                .jumpIf(R0, Condition.EQUAL, 0, DONE)
                .move(R9, R0);
    }

    private void copyKey() throws IOException {
        for (int at = 0; at < GroupKey.BYTES; at += 8) {
            code.load(Size.U64, R1, FP, KEY + at).store(Size.U64, R9, at, R1);
        }
        for (int at = GroupKey.BYTES; at < Row.BYTES; at += 8) {
            code.store(Size.U64, R9, at, 0);
        }
        code.store(Size.U8, R9, Row.STATE, R8)
                .load(Size.U16, R1, FP, COMMON + offsets.of("sock_common.skc_num"))
                .store(Size.U16, R9, Row.LOCAL_PORT, R1);
    }

    private void ofSocket() throws IOException {
        readInode(R9, Row.INODE);
        read(R9, Row.RETRANSMITS, 1, "inet_connection_sock.icsk_retransmits");
        read(R9, Row.PENDING, 1, "inet_connection_sock.icsk_pending");
        read(R9, Row.PROBES, 1, "inet_connection_sock.icsk_probes_out");
        read(R9, Row.RCV_NXT, 4, "tcp_sock.rcv_nxt");
        read(R9, Row.COPIED_SEQ, 4, "tcp_sock.copied_seq");
        read(R9, Row.WRITE_SEQ, 4, "tcp_sock.write_seq");
        read(R9, Row.SND_UNA, 4, "tcp_sock.snd_una");
        read(R9, Row.ACK_BACKLOG, 4, "sock.sk_ack_backlog");
        read(R9, Row.MAX_ACK_BACKLOG, 4, "sock.sk_max_ack_backlog");
        read(R9, Row.DROPS, 4, "sock.sk_drops");
        read(R9, Row.KEEPALIVE, 8, "sock.sk_timer.entry.pprev");
    }

    private void read(Register base, int to, int bytes, String member) throws IOException {
        code.load(Size.U64, R3, FP, SOCK)
                .compute(R3, Operation.ADD, offsets.of(member))
                .copy(base, to, bytes);
    }
}
