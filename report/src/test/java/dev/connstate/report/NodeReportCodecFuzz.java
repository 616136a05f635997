package dev.connstate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class NodeReportCodecFuzz {
    static Stream<byte[]> reports() {
        return Stream.of(ExampleReports.FULL, ExampleReports.DARK).map(NodeReportCodec::encode);
    }

    /** Bytes are refused with the one exception, or they are a report that comes back from its own bytes. */
    @MethodSource("reports")
    @FuzzTest(maxDuration = "10s")
    void refusesOrUnderstands(byte[] bytes) throws MalformedReportException {
        NodeReport report;
        try {
            report = NodeReportCodec.decode(bytes);
        } catch (MalformedReportException _) {
            return;
        }
        assertThat(NodeReportCodec.decode(NodeReportCodec.encode(report))).isEqualTo(report);
    }
}
