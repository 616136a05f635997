package dev.connstate.agent.delivery;

import dev.connstate.report.NodeReport;
import dev.connstate.report.NodeReportCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A report ready to be sent: packed once, whatever the number of replicas and tries. */
record Parcel(long number, byte[] gzip) {
    static Parcel of(long number, NodeReport report) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new QuickGzip(bytes)) {
            NodeReportCodec.encode(report, gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Parcel(number, bytes.toByteArray());
    }
}
