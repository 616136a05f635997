package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.TcpState;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Connections in some of the states, counted together. Of a pod in the host's network only CLOSE_WAIT is known, since
 * only that has an owner.
 */
public record SocketStates(Set<TcpState> states) implements Measure {
    private static final Set<TcpState> CLOSE_WAIT = Set.of(TcpState.CLOSE_WAIT);

    public SocketStates {
        states = Set.copyOf(states);
    }

    @Override
    public Reading read(Sighting sighting) {
        var now = sighting.now();
        if (sighting.sharesHostNetwork()) {
            return states.equals(CLOSE_WAIT) && now.source().isPresent()
                    ? new Reading.Value(
                            now.closeWait().stream()
                                    .mapToLong(CloseWaitHolder::count)
                                    .sum(),
                            () -> biggest(now))
                    : Reading.Unknown.shared("connections");
        }
        return now.connections()
                .<Reading>map(counts -> new Reading.Value(count(counts), () -> biggest(now)))
                .orElseGet(Reading.Unknown::unread);
    }

    private long count(ConnectionCounts counts) {
        return states.stream().mapToLong(counts::of).sum();
    }

    private String biggest(NamespaceReport now) {
        var holders = states.contains(TcpState.CLOSE_WAIT)
                ? now.closeWait().stream().map(it -> new Part(it.count(), Named.of(it.process())))
                : Stream.<Part>empty();
        var listeners = now.listeners().stream()
                .map(it -> new Part(it.connections().map(this::count).orElse(0L), Named.of(it)));
        var destinations = now.destinations().stream().map(it -> new Part(count(it.connections()), Named.of(it)));
        return Stream.of(holders, listeners, destinations)
                .map(parts -> parts.max(Comparator.comparingLong(Part::count)))
                .flatMap(Optional::stream)
                .filter(part -> part.count > 0)
                .max(Comparator.comparingLong(Part::count))
                .map(part -> part.name.text())
                .orElse("");
    }

    @Override
    public boolean isOfTables(Sighting sighting) {
        return true;
    }

    @Override
    public String describe(String amount) {
        return "%s connections in %s"
                .formatted(amount, states.stream().sorted().map(Enum::name).collect(Collectors.joining(", ")));
    }

    private record Part(long count, Named name) {}
}
