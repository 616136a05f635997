package dev.connstate.agent.observe;

import dev.connstate.agent.observe.Meters.Way;
import dev.connstate.agent.observe.Observation.Tables;
import dev.connstate.agent.observe.WalkQueue.Waiting;
import dev.connstate.report.SourceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One namespace from look to look: the cheap numbers and the listeners each time, the tables when those moved or got
 * old, the settings now and then.
 */
final class NamespaceObserver {
    private final Instruments instruments;
    private final NamespaceSettings settings;
    private final DetachedWatch detached;
    private NetNamespace last;
    private OptionalLong inum = OptionalLong.empty();
    private Optional<Tables> tables = Optional.empty();
    private Optional<SourceKind> tablesBy = Optional.empty();
    private Optional<CheapNumbers> numbersAtTables = Optional.empty();
    private List<String> tableProblems = List.of();
    private final Instant firstSeen;
    private Optional<Waiting> waiting = Optional.empty();
    private Optional<Duration> price = Optional.empty();
    private Duration spent = Duration.ZERO;

    /** Whether tables are walked in a look; those that are not keep the age they have. */
    enum Walk {
        NONE,
        IF_DUE,
        SURELY
    }

    NamespaceObserver(Instruments instruments, NetNamespace namespace) {
        this.instruments = instruments;
        this.settings = new NamespaceSettings(instruments.sysctls(), instruments.turns());
        this.detached = new DetachedWatch(
                instruments.detached(),
                instruments.turns(),
                instruments.settings().tablesDeadline());
        this.last = namespace;
        this.firstSeen = instruments.clock().instant();
    }

    /** Whether what is remembered here is of this namespace, not of an earlier one with its number. */
    boolean isOf(NetNamespace namespace) {
        return last.isStillThereWith(namespace.pids(), namespace.mount());
    }

    /** Its number in {@code /proc/PID/ns/net}, once it was entered. */
    OptionalLong inum() {
        return inum;
    }

    void entered(OptionalLong inum) {
        this.inum = inum;
    }

    /**
     * Looks once.
     *
     * @param net the namespace's directory of network files
     * @param inside whether the calling thread is in the namespace, which is where its settings can be read
     * @param sources the first that works is taken
     */
    Observation observe(NetNamespace namespace, Path net, boolean inside, List<SocketSource> sources, Walk walk) {
        last = namespace;
        waiting = Optional.empty();
        spent = Duration.ZERO;
        var problems = new ArrayList<String>();
        settings.read(namespace.kind(), net, inside, instruments.clock().instant());
        if (!inside) {
            sources.stream()
                    .findFirst()
                    .ifPresent(source -> settings.learn(
                            namespace.kind(),
                            source::sysctls,
                            instruments.clock().instant()));
        }
        problems.addAll(settings.problems());
        long start = System.nanoTime();
        var numbers = instruments.files().read(net, settings.conntrackLimit(), problems);
        instruments
                .meters()
                .count(Way.COUNTERS, start, numbers.counters().names().size(), 0);

        for (var source : sources) {
            if (source.kind() == SourceKind.BPF && settings.hasOwnTable(namespace.kind())) {
                continue; // not in the table that was walked, and cheap to ask
            }
            try {
                var listeners = readListeners(source, problems);
                if (walk == Walk.SURELY || walk == Walk.IF_DUE && areTablesDue(source.kind(), numbers)) {
                    var before = Instruments.cpu();
                    try {
                        readTables(source, net, listeners, numbers);
                    } finally {
                        spent = spent.plus(Instruments.cpu().minus(before));
                        price = Optional.of(spent);
                    }
                }
                waitFrom(source.kind(), numbers);
                problems.addAll(tableProblems);
                return observation(namespace, tables.map(_ -> source.kind()), numbers, listeners, problems);
            } catch (IOException e) {
                problems.add("its sockets cannot be read through %s: %s"
                        .formatted(source.kind().name().toLowerCase(Locale.ROOT), e.getMessage()));
            }
        }
        tables = Optional.empty();
        return observation(namespace, Optional.empty(), numbers, List.of(), problems);
    }

    private Observation observation(
            NetNamespace namespace,
            Optional<SourceKind> source,
            CheapNumbers numbers,
            List<ListeningSocket> listeners,
            List<String> problems) {
        return new Observation(
                namespace,
                source,
                numbers,
                settings.sysctls(),
                settings.hostSysctls(),
                settings.addresses(),
                listeners,
                tables,
                problems);
    }

    private List<ListeningSocket> readListeners(SocketSource source, List<String> problems) throws IOException {
        var listeners = new ArrayList<ListeningSocket>();
        long start = System.nanoTime();
        var reading = source.listeners(row -> listeners.add(ListeningSocket.of(row)));
        instruments.meters().count(Way.LISTENERS, start, reading.rows(), reading.bytes());
        problems.addAll(reading.problems());
        return listeners;
    }

    /** What the walk of the last look cost, in CPU time; zero where there was none. */
    Duration spent() {
        return spent;
    }

    /** How its tables stand after a look; empty where it has none that could be read. */
    Optional<Waiting> waiting() {
        return waiting;
    }

    private void waitFrom(SourceKind source, CheapNumbers numbers) {
        if (tablesBy.isPresent() && (tablesBy.get() == SourceKind.PROC) != (source == SourceKind.PROC)) {
            tables = Optional.empty(); // of a source that knows more or less
        }
        waiting = Optional.of(new Waiting(
                last.id(),
                tables.map(Tables::takenAt).orElse(firstSeen),
                tables.isEmpty(),
                numbersAtTables.map(numbers::movement).orElse(0.0),
                areTablesDue(source, numbers),
                price));
    }

    private boolean areTablesDue(SourceKind source, CheapNumbers numbers) {
        var now = instruments.clock().instant();
        return source == SourceKind.BPF // walked already
                || tables.isEmpty()
                || !tablesBy.equals(Optional.of(source))
                || numbersAtTables.isEmpty()
                || numbers.movedSince(numbersAtTables.get())
                || !now.isBefore(
                        tables.get().takenAt().plus(instruments.settings().tablesDeadline()));
    }

    private void readTables(SocketSource source, Path net, List<ListeningSocket> listeners, CheapNumbers numbers)
            throws IOException {
        var now = instruments.clock().instant();
        var problems = new ArrayList<String>();
        var sockets = detached.look(last, net, numbers, now);
        problems.addAll(sockets.problems());
        tables = Optional.of(new TableWalk(instruments, source, tables.flatMap(Tables::idle), problems)
                .read(now, listeners, settings.ephemeral(), sockets, numbers.mayHaveUdp()));
        tablesBy = Optional.of(source.kind());
        numbersAtTables = Optional.of(numbers);
        tableProblems = problems;
    }
}
