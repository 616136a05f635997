package dev.connstate.agent.kernel.netlink;

import static dev.connstate.agent.kernel.netlink.SockDiagRequest.ALL_STATES;
import static dev.connstate.agent.kernel.netlink.SockDiagRequest.LISTEN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.connstate.agent.kernel.netlink.SockDiagRequest.Extension;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SockDiagRequestTest {
    private static final String NO_SOCKET_IN_PARTICULAR = "00".repeat(48);

    private final Arena arena = Arena.ofConfined();

    @BeforeEach
    void bytesAreThoseOfALittleEndianMachine() {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the expected bytes are little-endian");
    }

    @AfterEach
    void free() {
        arena.close();
    }

    /** NLM_F_REQUEST|NLM_F_ROOT|NLM_F_MATCH, type 18, the states at 52 of the compatible struct. */
    @Test
    void tcpIsAskedForByTheCompatibleRequest() {
        assertThat(hex(SockDiagRequest.tcp(arena, LISTEN, Extension.SKMEMINFO)))
                .isEqualTo("4c000000" + "1200" + "0103" + "00000000" + "00000000" + "00000040" + NO_SOCKET_IN_PARTICULAR
                        + "00040000" + "00000000");
        assertThat(hex(SockDiagRequest.tcp(arena, ALL_STATES & ~LISTEN)))
                .isEqualTo("4c000000" + "1200" + "0103" + "00000000" + "00000000" + "00000000" + NO_SOCKET_IN_PARTICULAR
                        + "fe0b0000" + "00000000");
    }

    @Test
    void otherProtocolsAreAskedForByFamily() {
        assertThat(hex(SockDiagRequest.byFamily(arena, 10, 17, SockDiagRequest.UDP_STATES, Extension.SKMEMINFO)))
                .isEqualTo("48000000" + "1400" + "0103" + "00000000" + "00000000" + "0a114000" + "82000000"
                        + NO_SOCKET_IN_PARTICULAR);
    }

    @Test
    void extensionsAreBitsByTheirAttributesNumberLessOne() {
        assertThat(Extension.mask(Extension.INFO)).isEqualTo((byte) 0x02);
        assertThat(Extension.mask(Extension.INFO, Extension.SKMEMINFO)).isEqualTo((byte) 0x42);
    }

    /** Bit 13 would also return sockets that are bound and nothing else. */
    @Test
    void allStatesAreTheElevenAndNoMore() {
        assertThat(ALL_STATES).isEqualTo(0xffe);
    }

    private static String hex(MemorySegment request) {
        return HexFormat.of().formatHex(request.toArray(JAVA_BYTE));
    }
}
