package dev.connstate.agent.observe;

import dev.connstate.agent.observe.DetachedWatch.Detached;
import dev.connstate.agent.observe.Meters.Way;
import dev.connstate.agent.observe.Observation.Tables;
import dev.connstate.agent.observe.SocketSource.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One reading of the tables of a namespace: TCP, what its age says of some of that, and UDP. */
final class TableWalk {
    private final Instruments instruments;
    private final SocketSource source;
    private final Optional<IdleRows> lastIdle;
    private final List<String> problems;

    /**
     * What could not be understood goes to {@code problems}, a clause each. To ask every connection for its age costs as
     * much as all the rest, so that {@code lastIdle} is kept until it is as old as any table may get.
     */
    TableWalk(Instruments instruments, SocketSource source, Optional<IdleRows> lastIdle, List<String> problems) {
        this.instruments = instruments;
        this.source = source;
        this.lastIdle = lastIdle;
        this.problems = problems;
    }

    Tables read(
            Instant takenAt,
            List<ListeningSocket> listeners,
            EphemeralPorts ephemeral,
            Detached detached,
            boolean mayHaveUdp)
            throws IOException {
        int most = instruments.settings().top();
        var table = instruments.table();
        long start = System.nanoTime();
        table.begin(listeners, ephemeral);
        var connections = source.connections(table);
        var datagrams = new ArrayList<DatagramSocket>();
        var udp = mayHaveUdp ? source.udp(row -> datagrams.add(DatagramSocket.of(row))) : Reading.NONE;
        instruments
                .meters()
                .count(
                        switch (source.kind()) {
                            case NETLINK -> Way.NETLINK;
                            case BPF -> Way.BPF;
                            case PROC -> Way.PROC;
                        },
                        start,
                        connections.rows() + udp.rows(),
                        connections.bytes() + udp.bytes());
        problems.addAll(connections.problems());
        problems.addAll(udp.problems());
        var worst = DatagramSocket.worst(datagrams, most);
        var seen = table.end(most);
        var aged = ages(table, takenAt);
        return new Tables(
                takenAt,
                aged.flatMap(AgedRows::closeWait).map(seen::withCloseWait).orElse(seen),
                aged.flatMap(AgedRows::idle).or(() -> lastIdle),
                worst,
                datagrams.size() - worst.size(),
                detached);
    }

    /** Empty when they were not worth asking for, or cannot be known: then the rest stands as it is. */
    private Optional<AgedRows> ages(ConnectionTable table, Instant now) {
        var settings = instruments.settings();
        var isIdleKnown = lastIdle.filter(idle -> now.isBefore(idle.takenAt().plus(settings.tablesDeadline())))
                .isPresent();
        Optional<Duration> idleAfter = isIdleKnown ? Optional.empty() : settings.idleAfter();
        var aged = table.aged(idleAfter.map(after -> new IdleRows(after, now)));
        if (aged.states().isEmpty()) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        try {
            var reading = source.ages(aged.states(), aged);
            reading.ifPresent(it -> instruments.meters().count(Way.TCP_INFO, start, it.rows(), it.bytes()));
            return reading.map(any -> aged);
        } catch (IOException e) {
            problems.add("when data last came cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }
}
