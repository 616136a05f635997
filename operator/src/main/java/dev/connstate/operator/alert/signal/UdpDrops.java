package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Growth;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.UdpSocket;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Datagrams that sockets lost, per minute: for want of buffer or memory by the namespace's counters, which closed sockets
 * are in, too; of one port, or of a pod in the host's network, by the sockets' own drops, which are there for any reason.
 */
public record UdpDrops(OptionalInt port) implements Measure {
    private static final List<String> COUNTERS =
            List.of("Udp.RcvbufErrors", "Udp.MemErrors", "Udp6RcvbufErrors", "Udp6MemErrors");

    @Override
    public Reading read(Sighting sighting) {
        return sighting.growth()
                .map(growth -> isOfTables(sighting) ? ofSockets(growth.ofTables()) : ofAll(growth))
                .orElseGet(Reading.Unknown::tooSoon);
    }

    private Reading ofAll(Growth growth) {
        var lost = growth.sum(COUNTERS);
        if (lost.isEmpty()) {
            return growth.now().counters().of(COUNTERS.getFirst()).isPresent()
                    ? Reading.Unknown.tooSoon()
                    : new Reading.Unknown(Reading.Why.NOT_READ, "its counters could not be read");
        }
        return new Reading.Value(
                growth.perMinute(Math.max(0, lost.getAsLong())),
                most(growth, growth.now().udp()));
    }

    private Reading ofSockets(Growth growth) {
        var sockets = growth.now().udp().stream()
                .filter(it -> port.isEmpty() || it.port() == port.getAsInt())
                .toList();
        if (sockets.isEmpty()) {
            return none(growth);
        }
        if (sockets.stream().allMatch(it -> it.drops().isEmpty())) {
            return Reading.Unknown.unseen("drops of a UDP socket", growth.now());
        }
        var drops = sockets.stream()
                .map(growth::drops)
                .flatMapToLong(OptionalLong::stream)
                .toArray();
        return drops.length == 0
                ? Reading.Unknown.tooSoon()
                : new Reading.Value(
                        growth.perMinute(Math.max(0, Arrays.stream(drops).sum())), most(growth, sockets));
    }

    private Reading none(Growth growth) {
        if (growth.now().source().isEmpty()) {
            return Reading.Unknown.unread();
        }
        return growth.now().omitted().udp() > 0
                ? new Reading.Unknown(Reading.Why.NOT_READ, "not all UDP sockets are in its report")
                : new Reading.Absent(
                        "no UDP socket is bound" + (port.isPresent() ? " to port " + port.getAsInt() : ""));
    }

    private static Named most(Growth growth, List<UdpSocket> sockets) {
        return () -> sockets.stream()
                .filter(it -> growth.drops(it).orElse(0) > 0)
                .max(Comparator.comparingLong(it -> growth.drops(it).orElse(0)))
                .map(it -> Named.of(it).text())
                .orElse("");
    }

    @Override
    public boolean isOfTables(Sighting sighting) {
        return sighting.sharesHostNetwork() || port.isPresent();
    }

    @Override
    public String describe(String amount) {
        return "%s datagrams lost%s per minute".formatted(amount, Points.text(port));
    }
}
