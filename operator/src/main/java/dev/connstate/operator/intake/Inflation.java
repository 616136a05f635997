package dev.connstate.operator.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** The bytes of a report out of the bytes of a body, within bounds. */
final class Inflation {
    /** In bytes: most bodies whole, since each buffer full is a call of native code. */
    private static final int BUFFER = 1 << 15;

    private Inflation() {}

    /** @param largest more bytes than these are refused before they are made */
    static byte[] inflate(byte[] body, boolean gzipped, int largest) throws RefusedException {
        if (!gzipped) {
            return within(body, largest);
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER)) {
            return within(gzip.readNBytes(largest + 1), largest);
        } catch (IOException e) {
            throw new RefusedException(
                    Refusal.MALFORMED, "the body is not gzip, as its header says: " + e.getMessage());
        }
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
