package dev.connstate.agent.kernel.netlink;

import static dev.connstate.agent.kernel.netlink.Messages.concat;
import static dev.connstate.agent.kernel.netlink.Messages.done;
import static dev.connstate.agent.kernel.netlink.Messages.error;
import static dev.connstate.agent.kernel.netlink.Messages.socket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.testing.ScriptedLibc;
import dev.connstate.agent.kernel.libc.testing.ScriptedLibc.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SockDiagTest {
    private final ScriptedLibc libc = new ScriptedLibc();
    private final SockDiag diag = new SockDiag(libc);
    private final List<Integer> ports = new ArrayList<>();

    @AfterEach
    void everyDescriptorIsClosedAgain() {
        diag.close();
        assertThat(libc.open()).isEmpty();
    }

    @Test
    void aDumpComesInManyParts() throws IOException {
        libc.conversation(bytes(socket(1, 80), socket(1, 81)), bytes(socket(6, 82)), bytes(done()));
        var traffic = connections();
        assertThat(ports).containsExactly(80, 81, 82);
        assertThat(traffic).isEqualTo(new NetlinkSocket.Traffic(3, 3 * 88 + 20));
    }

    @Test
    void udpIsAskedForInEachFamily() throws IOException {
        libc.conversation(bytes(socket(7, 53), done())).conversation(bytes(socket(7, 5353), done()));
        diag.udp(row -> ports.add(row.localPort()));
        assertThat(ports).containsExactly(53, 5353);
        assertThat(libc.sent()).extracting(request -> request[16]).containsExactly((byte) 2, (byte) 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {Errno.ENOENT, Errno.EINVAL})
    void aKernelWithoutTheCompatibleRequestIsAskedByFamilyFromThenOn(int errno) throws IOException {
        libc.conversation(bytes(error(errno)))
                .conversation(bytes(socket(1, 80), done()))
                .conversation(bytes(socket(1, 81), done()));
        connections();
        assertThat(ports).containsExactly(80, 81);
        libc.conversation(bytes(done())).conversation(bytes(socket(10, 82), done()));
        diag.listeners(row -> ports.add(row.localPort()));
        assertThat(ports).containsExactly(80, 81, 82);
        assertThat(libc.sent()).extracting(request -> (int) request[4]).containsExactly(18, 20, 20, 20, 20);
    }

    /** 0x102 is ESTABLISHED and CLOSE_WAIT, the extension 0x02 is INFO. */
    @Test
    void agesAreAskedForInTheStatesThatAreMeantOnly() throws IOException {
        libc.conversation(bytes(socket(1, 80), done())).conversation(bytes(socket(8, 81), done()));
        diag.info(0x102, row -> ports.add(row.localPort()));
        diag.info(0x102, row -> ports.add(row.localPort()));
        assertThat(ports).containsExactly(80, 81);
        assertThat(libc.sent()).extracting(request -> request[19]).containsExactly((byte) 2, (byte) 2);
        assertThat(libc.sent())
                .extracting(request ->
                        ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).getInt(68))
                .containsExactly(0x102, 0x102);
    }

    @Test
    void whatIsRefusedByFamilyTooIsAnError() {
        libc.conversation(bytes(error(Errno.ENOENT))).conversation(bytes(error(Errno.ENOENT)));
        assertErrno(Errno.ENOENT);
    }

    /** The rows before it were given already: they must not come twice. */
    @Test
    void anErrorAfterTheFirstRowIsNotAskedAgain() {
        libc.conversation(bytes(socket(1, 80)), bytes(error(Errno.EINVAL)));
        assertErrno(Errno.EINVAL);
        assertThat(ports).containsExactly(80);
    }

    @Test
    void theRightToASocketCanBeMissing() {
        libc.conversation(new Answer.Fails(Errno.EPERM));
        assertThatThrownBy(this::connections)
                .isInstanceOfSatisfying(
                        KernelException.class, e -> assertThat(e.isRefused()).isTrue())
                .hasMessage("socket: EPERM (operation not permitted)");
    }

    @Test
    void theKernelCanRunOutOfBuffersMidway() {
        libc.conversation(bytes(socket(1, 80)), new Answer.Fails(Errno.ENOBUFS));
        assertErrno(Errno.ENOBUFS);
    }

    @Test
    void aMessageLongerThanTheBufferIsNotTakenForWhole() {
        libc.conversation(new Answer.Truncated(40_000));
        assertThatThrownBy(this::connections)
                .isInstanceOf(NetlinkException.class)
                .hasMessage("sock_diag sent 40000 bytes at once, more than the buffer's 32768");
    }

    @Test
    void anAnswerThatJustEndsIsNotTakenForWhole() {
        libc.conversation(bytes(socket(1, 80)), bytes());
        assertThatThrownBy(this::connections)
                .isInstanceOf(NetlinkException.class)
                .hasMessage("sock_diag ended its answer without saying that it is done");
    }

    @Test
    void whatASinkThrowsClosesTheSocket() {
        libc.conversation(bytes(socket(1, 80), done()));
        assertThatThrownBy(() -> diag.connections(row -> {
                    throw new IllegalStateException("full");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private void assertErrno(int errno) {
        assertThatThrownBy(this::connections)
                .isInstanceOfSatisfying(
                        KernelException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    private NetlinkSocket.Traffic connections() throws IOException {
        return diag.connections(row -> ports.add(row.localPort()));
    }

    private static Answer bytes(byte[]... messages) {
        return new Answer.Bytes(concat(messages));
    }
}
