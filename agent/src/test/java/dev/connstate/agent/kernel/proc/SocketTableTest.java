package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.kernel.testing.RowText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SocketTableTest {
    private static final String HEADER = "  sl  local_address rem_address   st tx_queue rx_queue tr\n";
    private static final String LISTENING =
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0 81 1 ffff 100 0 0 10 0\n";
    private static final String TIME_WAIT =
            "   1: 0100007F:A2FE 0100007F:1F90 06 00000000:00000000 03:00001750 00000000     0        0 0 3 ffff\n";
    private static final String ESTABLISHED =
            "   2: 0100007F:A2FF 0100007F:1F90 01 00000000:00000005 00:00000000 00000000     0        0 82 1 ffff 20 4 30 10 -1\n";

    @Test
    void fullAndSmallRowsAreReadFromTheSameColumns() throws IOException {
        var rows = rows(HEADER + LISTENING + TIME_WAIT + ESTABLISHED);
        assertThat(rows)
                .containsExactly(
                        "LISTEN      inet  127.0.0.1:8080 0.0.0.0:0 inode 81 unsent 0 timer 0",
                        "TIME_WAIT   inet  127.0.0.1:41726 127.0.0.1:8080 inode 0 unsent 0 timer 3",
                        "ESTABLISHED inet  127.0.0.1:41727 127.0.0.1:8080 inode 82 unsent 0 timer 0");
    }

    @Test
    void aTableWithoutRowsIsEmpty() throws IOException {
        assertThat(rows(HEADER)).isEmpty();
    }

    @Test
    void anEmptyFileIsNoTable() {
        assertThatThrownBy(() -> rows("")).isInstanceOf(MalformedFile.class).hasMessage("is empty");
    }

    @Test
    void aFileWithoutHeaderIsNoTable() {
        assertThatThrownBy(() -> rows(LISTENING))
                .isInstanceOf(MalformedFile.class)
                .hasMessageStartingWith("is no socket table: it begins with '   0: 0100007F:1F90");
    }

    @Test
    void anOddLineCostsOnlyItself() throws IOException {
        var found = new ArrayList<String>();
        var reading = SocketTable.tcp()
                .read(
                        stream(HEADER + LISTENING + "what is this\n" + "\n" + ESTABLISHED),
                        row -> found.add(RowText.ends(row)));
        assertThat(found).hasSize(2);
        assertThat(reading.rows()).isEqualTo(2);
        assertThat(reading.oddLines()).isEqualTo(2);
        assertThat(reading.firstOdd()).contains("line 3 is not a socket: 'what is this'");
    }

    @Test
    void aLastLineWithoutItsNewlineWasCutOff() throws IOException {
        var reading = SocketTable.tcp().read(stream(HEADER + LISTENING + ESTABLISHED.strip()), row -> {});
        assertThat(reading.rows()).isEqualTo(1);
        assertThat(reading.firstOdd()).hasValueSatisfying(odd -> assertThat(odd).startsWith("line 3 is not a socket"));
    }

    @Test
    void aLineLongerThanTheBufferEndsTheReading() {
        assertThatThrownBy(() -> rows(HEADER + "x".repeat(70_000)))
                .isInstanceOf(MalformedFile.class)
                .hasMessage("has a line of more than 65536 bytes");
    }

    @Test
    void listenersEndWhereTheConnectionsBegin() throws IOException {
        var afterwards = new AtomicInteger();
        var file = new InputStream() {
            private final InputStream begin = stream(HEADER + LISTENING + LISTENING + ESTABLISHED + LISTENING);

            @Override
            public int read() {
                throw new AssertionError("byte by byte");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = begin.read(bytes, offset, length);
                if (read < 0) {
                    afterwards.incrementAndGet();
                }
                return read;
            }
        };
        var found = new ArrayList<String>();
        var reading = SocketTable.tcp().readListeners(file, row -> found.add(RowText.ends(row)));
        assertThat(found).hasSize(2).allMatch(row -> row.startsWith("LISTEN"));
        assertThat(reading.rows()).isEqualTo(2);
        assertThat(afterwards).hasValue(0);
    }

    @Test
    void udpRowsHaveTheirDrops() throws IOException {
        var drops = new ArrayList<Long>();
        SocketTable.udp()
                .read(
                        stream(
                                HEADER
                                        + " 1733: 0100007F:14E9 00000000:0000 07 00000000:00001E00 00:00000000 00000000     0        0 91 2 ffff 34\n"),
                        row -> drops.add(row.drops()));
        assertThat(drops).containsExactly(34L);
    }

    /** Reads come in any size, so a line can lie across any of them, and across the end of the buffer. */
    @Property(tries = 60)
    void wherePartsOfALineAreReadDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 5000) int step, @ForAll @IntRange(max = 200) int shift)
            throws IOException {
        int lines = 1000;
        var text = HEADER.stripTrailing() + " ".repeat(shift) + "\n"
                + IntStream.range(0, lines).mapToObj(SocketTableTest::line).collect(Collectors.joining());
        var ports = new ArrayList<Integer>();
        var reading = SocketTable.tcp().read(inSteps(text, step), row -> ports.add(row.localPort()));
        assertThat(text.length()).isGreaterThan(1 << 16);
        assertThat(reading.firstOdd()).isEmpty();
        assertThat(reading.bytes()).isEqualTo(text.length());
        assertThat(ports).isEqualTo(IntStream.range(0, lines).boxed().toList());
    }

    private static String line(int port) {
        return "%4d: 0100007F:%04X 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 %d 1 ffff%n"
                .formatted(port, port, 1000 + port);
    }

    private static InputStream inSteps(String text, int step) {
        return new InputStream() {
            private final InputStream all = stream(text);

            @Override
            public int read() throws IOException {
                return all.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return all.read(bytes, offset, Math.min(step, length));
            }
        };
    }

    private static List<String> rows(String text) throws IOException {
        var rows = new ArrayList<String>();
        SocketTable.tcp().read(stream(text), row -> rows.add(RowText.ends(row)));
        return rows;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
