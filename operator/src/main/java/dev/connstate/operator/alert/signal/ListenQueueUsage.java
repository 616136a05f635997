package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.Listener;
import java.util.OptionalInt;

/**
 * How full the fullest accept queue is, percent of what it holds, which is one more than its limit: the kernel turns a
 * connection away when {@code sk_ack_backlog > sk_max_ack_backlog}. An empty queue is empty whatever its limit.
 */
public record ListenQueueUsage(OptionalInt port) implements Measure {
    @Override
    public Reading read(Sighting sighting) {
        return Points.worst(
                sighting,
                port,
                ListenQueueUsage::usage,
                () -> Reading.Unknown.unseen("accept-queue limits", sighting.now()));
    }

    private static double usage(Listener listener) {
        long length = listener.acceptQueue().length();
        var limit = listener.acceptQueue().limit();
        return length == 0 ? 0 : limit.isPresent() ? Points.percent(length, limit.getAsLong() + 1.0) : Double.NaN;
    }

    @Override
    public String describe(String amount) {
        return amount + "% of an accept queue" + Points.text(port);
    }
}
