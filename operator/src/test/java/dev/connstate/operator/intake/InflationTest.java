package dev.connstate.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body's end says how long it is inflated, and may lie. */
class InflationTest {
    private static final int LARGEST = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40_000, LARGEST})
    void givesWhatWasPacked(int length) throws IOException, RefusedException {
        var bytes = bytes(length);
        assertThat(Inflation.inflate(gzip(bytes), true, LARGEST)).isEqualTo(bytes);
    }

    @Test
    void givesAllParts() throws IOException, RefusedException {
        var both = new ByteArrayOutputStream();
        both.write(gzip(bytes(30_000)));
        both.write(gzip(bytes(20)));
        assertThat(Inflation.inflate(both.toByteArray(), true, LARGEST))
                .hasSize(30_020)
                .startsWith(bytes(30_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {LARGEST + 1, 10 * LARGEST})
    void refusesWhatIsTooLarge(int length) throws IOException {
        var body = gzip(bytes(length));
        assertThatThrownBy(() -> Inflation.inflate(body, true, LARGEST)).hasMessageContaining("larger than");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 39_999, 40_001, LARGEST, Integer.MAX_VALUE, -1})
    void refusesAnEndThatLies(int said) throws IOException {
        var body = gzip(bytes(40_000));
        for (int i = 0; i < Integer.BYTES; i++) {
            body[body.length - Integer.BYTES + i] = (byte) (said >>> Byte.SIZE * i);
        }
        assertThatThrownBy(() -> Inflation.inflate(body, true, LARGEST)).hasMessageContaining("not gzip");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 10})
    void refusesWhatIsCutShort(int length) throws IOException {
        var body = Arrays.copyOf(gzip(bytes(40_000)), length);
        assertThatThrownBy(() -> Inflation.inflate(body, true, LARGEST)).hasMessageContaining("not gzip");
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            gzip.write(bytes);
        }
        return body.toByteArray();
    }
}
