package dev.connstate.operator.intake;

import dev.connstate.report.MalformedReportException;
import dev.connstate.report.NodeReplyCodec;
import dev.connstate.report.NodeReport;
import dev.connstate.report.NodeReportCodec;
import dev.connstate.report.UnknownProtocolException;
import java.time.InstantSource;

/** From the body of a request to that of its answer; on a thread that may take its time. */
final class Reading {
    private final Reception reception;
    private final InstantSource clock;
    private final IntakeMetrics metrics;
    private final int largestReport;

    Reading(Reception reception, InstantSource clock, IntakeMetrics metrics, int largestReport) {
        this.reception = reception;
        this.clock = clock;
        this.metrics = metrics;
        this.largestReport = largestReport;
    }

    /**
     * @param agent who sent it
     * @param knownNames the version of the pods' names that the agent has
     */
    byte[] answer(Identity.Agent agent, byte[] body, boolean gzipped, String knownNames) throws RefusedException {
        var report = decode(body, gzipped);
        if (!report.node().name().equals(agent.nodeName())) {
            throw new RefusedException(
                    Refusal.ANOTHER_NODE,
                    "the token is of node %s, and the report of another: set --node-name to the node's name"
                            .formatted(agent.nodeName()));
        }
        return NodeReplyCodec.encode(
                reception.receive(report, () -> again(body, gzipped), knownNames, clock.instant()));
    }

    /** It was read once. */
    private NodeReport again(byte[] body, boolean gzipped) {
        try {
            return NodeReportCodec.decode(Inflation.inflate(body, gzipped, largestReport));
        } catch (RefusedException | MalformedReportException e) {
            throw new IllegalStateException("a report that was taken cannot be read again", e);
        }
    }

    private NodeReport decode(byte[] body, boolean gzipped) throws RefusedException {
        try (var _ = metrics.decoding()) {
            return NodeReportCodec.decode(Inflation.inflate(body, gzipped, largestReport));
        } catch (UnknownProtocolException e) {
            throw new RefusedException(Refusal.PROTOCOL, e.getMessage());
        } catch (MalformedReportException e) {
            throw new RefusedException(Refusal.MALFORMED, e.getMessage());
        }
    }
}
