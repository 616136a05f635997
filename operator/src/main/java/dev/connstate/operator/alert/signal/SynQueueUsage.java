package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How many connections are half open at the listener with the fewest places left, percent of its places: one more than
 * its backlog ({@code inet_csk_reqsk_queue_is_full}; kernels before 6.13 have exactly the backlog), and without SYN cookies no
 * more than three quarters of tcp_max_syn_backlog. Sockets that share a port (SO_REUSEPORT) are taken together, since a
 * half-open connection does not say whose it is.
 */
public record SynQueueUsage(OptionalInt port) implements Measure {
    private static final String COOKIES = "net.ipv4.tcp_syncookies";
    private static final String MAX_SYN_BACKLOG = "net.ipv4.tcp_max_syn_backlog";

    @Override
    public Reading read(Sighting sighting) {
        var now = sighting.now();
        boolean counted = Points.listeners(now, port).stream()
                .allMatch(it -> it.synReceived().isPresent());
        return Points.worst(
                sighting,
                port,
                listener -> usage(listener, now),
                () -> counted ? Reading.Unknown.unseen("accept-queue limits", now) : Reading.Unknown.unread());
    }

    private static double usage(Listener listener, NamespaceReport now) {
        if (listener.synReceived().isEmpty()) {
            return Double.NaN;
        }
        long halfOpen = listener.synReceived().getAsLong();
        if (halfOpen == 0) {
            return 0;
        }
        var capacity = capacity(sharing(listener, now), now);
        return capacity.isPresent() ? Points.percent(halfOpen, capacity.getAsDouble()) : Double.NaN;
    }

    private static List<Listener> sharing(Listener listener, NamespaceReport now) {
        return now.listeners().stream()
                .filter(it -> it.port() == listener.port() && it.address().equals(listener.address()))
                .toList();
    }

    private static OptionalDouble capacity(List<Listener> sharing, NamespaceReport now) {
        double most = mostWithoutCookies(now);
        return sharing.stream().allMatch(it -> it.acceptQueue().limit().isPresent())
                ? OptionalDouble.of(sharing.stream()
                        .mapToDouble(it -> Math.min(it.acceptQueue().limit().getAsLong(), most) + 1)
                        .sum())
                : OptionalDouble.empty();
    }

    private static double mostWithoutCookies(NamespaceReport now) {
        if (!"0".equals(now.sysctls().get(COOKIES))) {
            return Double.MAX_VALUE;
        }
        var most = Points.number(now.sysctls().get(MAX_SYN_BACKLOG));
        return most.isPresent() ? most.getAsLong() - most.getAsLong() / 4 : Double.MAX_VALUE;
    }

    @Override
    public boolean isOfTables(Sighting sighting) {
        return true;
    }

    @Override
    public String describe(String amount) {
        return amount + "% of a SYN queue" + Points.text(port);
    }
}
