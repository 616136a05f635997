package dev.connstate.operator.intake;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The bytes of a report out of the bytes of a body, within bounds. */
final class Inflation {
    /** In bytes: most bodies whole, since each buffer full is a call of native code. */
    private static final int BUFFER = 1 << 15;

    private static final int TRAILER = 4;

    /** What DEFLATE can make of one. */
    private static final int MOST_OF_A_BYTE = 1032;

    private Inflation() {}

    /** @param largest more bytes than these are refused before they are made */
    static byte[] inflate(byte[] body, boolean gzipped, int largest) throws RefusedException {
        if (!gzipped) {
            return within(body, largest);
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER)) {
            var bytes = new byte[size(body, largest)];
            int length = gzip.readNBytes(bytes, 0, bytes.length);
            if (length < bytes.length) {
                return Arrays.copyOf(bytes, length);
            }
            int next = gzip.read();
            if (next < 0) {
                return bytes;
            }
            var all = new ByteArrayOutputStream();
            all.writeBytes(bytes);
            all.write(next);
            all.writeBytes(gzip.readNBytes(largest - length));
            return within(all.toByteArray(), largest);
        } catch (IOException e) {
            throw new RefusedException(
                    Refusal.MALFORMED, "the body is not gzip, as its header says: " + e.getMessage());
        }
    }

    /** As its end says (RFC 1952: ISIZE), so that most are written where they stay; no more than so many bytes can hold. */
    private static int size(byte[] body, int largest) {
        if (body.length < TRAILER) {
            return 0;
        }
        long said = ByteBuffer.wrap(body).order(LITTLE_ENDIAN).getInt(body.length - TRAILER) & 0xffffffffL;
        return (int) Math.min(Math.min(said, largest), (long) body.length * MOST_OF_A_BYTE);
    }

    private static byte[] within(byte[] bytes, int largest) throws RefusedException {
        if (bytes.length > largest) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "the report is larger than %d bytes: give the agent a lower --top".formatted(largest));
        }
        return bytes;
    }
}
