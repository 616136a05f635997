package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.Address;
import dev.connstate.report.Destination;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Ephemeral ports in use towards one destination from one address, percent of those usable: they run out for each such
 * triple on its own ({@code __inet_hash_connect}). That of the fullest.
 */
public record EphemeralPortUsage(Optional<Address> address, OptionalInt port) implements Measure {
    @Override
    public Reading read(Sighting sighting) {
        var now = sighting.now();
        if (sighting.sharesHostNetwork()) {
            return Reading.Unknown.shared("ports");
        }
        if (now.connections().isEmpty()) {
            return Reading.Unknown.unread();
        }
        Optional<Destination> worst = Optional.empty();
        for (var destination : now.destinations()) {
            if (!isAsked(destination)) {
                continue;
            }
            if (destination.portsUsable().isEmpty()) {
                return Reading.Unknown.unseen("usable ports", now);
            }
            if (worst.isEmpty() || usage(destination) > usage(worst.get())) {
                worst = Optional.of(destination);
            }
        }
        if (worst.isEmpty()) {
            return now.omitted().destinations() > 0
                    ? new Reading.Unknown(Reading.Why.NOT_READ, "only its busiest destinations are in its report")
                    : new Reading.Value(0, Named.NOTHING);
        }
        return new Reading.Value(usage(worst.get()), Named.of(worst.get()));
    }

    private boolean isAsked(Destination destination) {
        return (address.isEmpty() || address.get().equals(destination.address()))
                && (port.isEmpty() || port.getAsInt() == destination.port());
    }

    /** With no port usable at all, any in use is all there is. */
    private static double usage(Destination destination) {
        int usable = destination.portsUsable().orElseThrow();
        int used = Math.max(0, destination.portsUsed());
        return usable > 0 ? Points.percent(used, usable) : used > 0 ? 100 : 0;
    }

    @Override
    public boolean isOfTables(Sighting sighting) {
        return true;
    }

    @Override
    public String describe(String amount) {
        var where = address.map(it -> port.isPresent() ? it.withPort(port.getAsInt()) : it.toString())
                .orElseGet(() -> port.isPresent() ? "port " + port.getAsInt() : "one destination");
        return "%s%% of the ephemeral ports to %s".formatted(amount, where);
    }
}
