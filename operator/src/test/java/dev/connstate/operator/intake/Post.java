package dev.connstate.operator.intake;

import dev.connstate.report.AgentCost;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NamedPod;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReply;
import dev.connstate.report.NodeReport;
import dev.connstate.report.PodNames;
import dev.connstate.report.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps what was received, and answers each with the same. */
final class Post implements Reception {
    static final PodNames PODS = PodNames.of(List.of(new NamedPod(
            "0a1b2c3d", "shop", "checkout-7d9f8-abcde", Optional.of(new Workload("Deployment", "checkout")))));
    static final NodeReply REPLY =
            new NodeReply(Duration.ofSeconds(15), Optional.of(Duration.ofSeconds(350)), Optional.of(PODS));

    private final LinkedBlockingQueue<NodeReport> received = new LinkedBlockingQueue<>();

    @Override
    public NodeReply receive(NodeReport report, Supplier<NodeReport> again, String knownNames, Instant at) {
        received.add(report);
        return REPLY.since(knownNames);
    }

    /** The next one; fails when none comes in ten seconds. */
    NodeReport next() throws InterruptedException {
        var report = received.poll(10, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("no report came");
        }
        return report;
    }

    int waiting() {
        return received.size();
    }

    static NodeReport report(String node, Instant takenAt) {
        return new NodeReport(
                new Node(node, "6.12.117", "boot", "amd64", 2, 1L << 32),
                takenAt,
                HostNumbers.NONE,
                List.of(),
                List.of(),
                AgentCost.NONE);
    }
}
