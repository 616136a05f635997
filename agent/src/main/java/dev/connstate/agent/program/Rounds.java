package dev.connstate.agent.program;

import dev.connstate.agent.delivery.Delivery;
import dev.connstate.report.NodeReply;
import dev.connstate.report.NodeReport;
import dev.connstate.report.PodNames;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Look after look, at the interval that the operator wants. */
final class Rounds {
    private final OldGeneration memory = new OldGeneration();
    private final Lookout lookout;
    private final Duration firstInterval;
    private final Consumer<String> log;
    private Consumer<NodeReport> delivery = _ -> {};
    private volatile Optional<NodeReport> latest = Optional.empty();
    private volatile PodNames names = PodNames.NONE;
    private volatile Optional<NodeReply> wishes = Optional.empty();

    Rounds(Lookout lookout, Duration interval, Consumer<String> log) {
        this.lookout = lookout;
        this.firstInterval = interval;
        this.log = log;
    }

    /** What a delivery needs of us. */
    Delivery.Recipient recipient() {
        return new Delivery.Recipient(() -> names.version(), this::heed, log);
    }

    Delivery deliver(Delivery to) {
        delivery = to::offer;
        return to;
    }

    /** Ends only by an exception. */
    void run() throws InterruptedException {
        while (true) {
            wishes.ifPresent(reply -> lookout.idleAfter(reply.idleAfter()));
            var report = lookout.look();
            latest = Optional.of(report);
            delivery.accept(report);
            memory.collectWhenGrown();
            // Nodes that began together drift apart, and the operator sees an even stream.
            double jitter = 0.9 + ThreadLocalRandom.current().nextDouble() / 5;
            Thread.sleep((long) (interval().toMillis() * jitter));
        }
    }

    private void heed(NodeReply reply) {
        wishes = Optional.of(reply);
        reply.pods().ifPresent(pods -> names = pods);
    }

    Duration interval() {
        return wishes.map(NodeReply::interval).orElse(firstInterval);
    }

    Optional<NodeReport> latest() {
        return latest;
    }

    PodNames names() {
        return names;
    }
}
