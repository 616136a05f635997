package dev.connstate.bench.fleet;

import com.google.protobuf.CodedOutputStream;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.NodeReportCodec;
import dev.connstate.report.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The bodies of reports, as {@link Course} has them, but not encoded each by itself: that would take a machine more. */
final class Reports {
    private static final int LARGEST = 1 << 20;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};

    private final byte[] common;
    private final NamespaceStencil host;
    private final NamespaceStencil pod;
    private final NamespaceStencil crowded;

    /** @param first a course whose node is like all others */
    Reports(Course first) throws IOException {
        host = stencil(first, first.namespace(Optional.empty(), false, 0, time()), false);
        pod = stencil(first, first.namespace(Optional.of(0), false, 0, time()), false);
        crowded = stencil(first, first.namespace(Optional.of(0), true, 0, time()), true);
        common = encoded(first.of(List.of(first.namespace(Optional.of(0), false, 0, time())), time())).toBuilder()
                .clearNode()
                .clearTakenAt()
                .clearNamespaces()
                .build()
                .toByteArray();
    }

    private static NamespaceStencil stencil(Course course, NamespaceReport namespace, boolean crowded)
            throws IOException {
        var wire = encoded(course.of(List.of(namespace), time())).getNamespaces(0);
        var names = namespace.counters().names();
        return new NamespaceStencil(new Stencil(wire.toByteArray()), NamespaceStencil.places(names), names, crowded);
    }

    private static Wire.NodeReport encoded(NodeReport report) throws IOException {
        return Wire.NodeReport.parseFrom(NodeReportCodec.encode(report));
    }

    /** Whose nanoseconds take five bytes, always. */
    static Instant time() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return now.plusNanos(500_000_000);
    }

    /**
     * One report, as gzip.
     *
     * @param at with as many nanoseconds as {@link #time} has
     */
    byte[] of(Course course, int look, Instant at) throws IOException {
        var bytes = new byte[LARGEST];
        var out = CodedOutputStream.newInstance(bytes);
        var head = encoded(course.of(List.of(), at)).toBuilder();
        out.writeRawBytes(Wire.NodeReport.newBuilder()
                .setNode(head.getNode())
                .setTakenAt(head.getTakenAt())
                .build()
                .toByteArray());
        out.writeByteArray(4, host.filled(Course.id(Optional.empty()), "", course.seed(Optional.empty()), look, at));
        for (int i = 0; i < course.population().size().podsOfNode(); i++) {
            var like = course.isCrowded(i) ? crowded : pod;
            var index = Optional.of(i);
            var uid = course.population().podUid(course.node(), i);
            out.writeByteArray(4, like.filled(Course.id(index), uid, course.seed(index), look, at));
        }
        out.writeRawBytes(common);
        return gzip(bytes, out.getTotalBytesWritten());
    }

    private static byte[] gzip(byte[] bytes, int length) {
        var body = new ByteArrayOutputStream(length / 4);
        body.writeBytes(GZIP);
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            var buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                body.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
        var sum = new CRC32();
        sum.update(bytes, 0, length);
        little(body, (int) sum.getValue());
        little(body, length);
        return body.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, int number) {
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            out.write(number >>> shift);
        }
    }
}
