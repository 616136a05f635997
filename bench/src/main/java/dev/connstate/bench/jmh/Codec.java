package dev.connstate.bench.jmh;

import dev.connstate.report.MalformedReportException;
import dev.connstate.report.NodeReport;
import dev.connstate.report.NodeReportCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A report as bytes and back, by namespace of the report. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Node.NAMESPACES)
public class Codec extends Quick {
    private final NodeReport report = new Node().look(1);
    private final byte[] bytes = NodeReportCodec.encode(report);

    @Benchmark
    public byte[] encode() {
        return NodeReportCodec.encode(report);
    }

    @Benchmark
    public NodeReport decode() throws MalformedReportException {
        return NodeReportCodec.decode(bytes);
    }
}
