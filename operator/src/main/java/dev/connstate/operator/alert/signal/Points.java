package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The listeners that an alert asks for. */
final class Points {
    private Points() {}

    static List<Listener> listeners(NamespaceReport now, OptionalInt port) {
        return port.isEmpty()
                ? now.listeners()
                : now.listeners().stream()
                        .filter(it -> it.port() == port.getAsInt())
                        .toList();
    }

    /**
     * That of the listener with the most.
     *
     * @param amount NaN where it is unknown
     * @param unknown what to say when it is for any of them, and no other can be told to be the worst
     */
    static Reading worst(
            Sighting sighting, OptionalInt port, ToDoubleFunction<Listener> amount, Supplier<Reading> unknown) {
        Optional<Listener> worst = Optional.empty();
        double most = 0;
        for (var listener : listeners(sighting.now(), port)) {
            double its = amount.applyAsDouble(listener);
            if (Double.isNaN(its)) {
                return unknown.get();
            }
            if (worst.isEmpty() || its > most) {
                worst = Optional.of(listener);
                most = its;
            }
        }
        return worst.isEmpty()
                ? none(sighting.now(), port)
                : new Reading.Value(most, most > 0 ? Named.of(worst.get()) : Named.NOTHING);
    }

    /** When there is no listener to ask. */
    static Reading none(NamespaceReport now, OptionalInt port) {
        if (now.source().isEmpty()) {
            return Reading.Unknown.unread();
        }
        return now.omitted().listeners() > 0
                ? new Reading.Unknown(Reading.Why.NOT_READ, "not all listeners are in its report")
                : new Reading.Absent("nothing listens" + text(port));
    }

    /** {@code on port 8080}, after a space; empty for any. */
    static String text(OptionalInt port) {
        return port.isPresent() ? " on port " + port.getAsInt() : "";
    }

    /** Not negative; nothing is no part of nothing. */
    static double percent(double part, double whole) {
        return whole > 0 ? Math.max(0, part * 100 / whole) : 0;
    }

    static OptionalLong number(String setting) {
        return Optional.ofNullable(setting)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }
}
