package dev.connstate.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A report as the bytes of {@code node_report.proto}, and back. */
public final class NodeReportCodec {
    private NodeReportCodec() {}

    /** Equal reports give equal bytes. */
    public static byte[] encode(NodeReport report) {
        var bytes = new ByteArrayOutputStream();
        try {
            encode(report, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same bytes, a namespace at a time. */
    public static void encode(NodeReport report, OutputStream to) throws IOException {
        new ReportEncoder().write(report, to);
    }

    /**
     * The report an agent sent. What a newer agent says in fields this version does not know is passed over; a source
     * or kind of namespace it does not know is noted in the problems of the namespace.
     *
     * @throws UnknownProtocolException if the report is of a protocol too old or too new
     * @throws MalformedReportException if the bytes are no protobuf message, or one that is no sound report
     */
    public static NodeReport decode(byte[] bytes) throws MalformedReportException {
        try {
            return new ReportDecoder(bytes).report();
        } catch (IOException e) {
            throw new MalformedReportException("not a node report: the bytes are no protobuf message", e);
        } catch (IllegalArgumentException e) {
            throw new MalformedReportException("not a node report: " + e.getMessage(), e);
        }
    }
}
