package dev.connstate.agent.observe;

import dev.connstate.agent.observe.Meters.Way;
import dev.connstate.agent.observe.Observation.Tables;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.SourceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One namespace from look to look: the cheap numbers and the listeners each time, the tables when those moved or got
 * old, the settings now and then.
 */
final class NamespaceObserver {
    static final Duration SYSCTLS_EVERY = Duration.ofSeconds(60);

    private final Instruments instruments;
    private NetNamespace last;
    private Optional<Tables> tables = Optional.empty();
    private Optional<SourceKind> tablesBy = Optional.empty();
    private Optional<CheapNumbers> numbersAtTables = Optional.empty();
    private List<String> tableProblems = List.of();
    private Map<String, String> sysctls = Map.of();
    private Map<String, String> hostSysctls = Map.of();
    private Instant sysctlsAt = Instant.MIN;

    NamespaceObserver(Instruments instruments, NetNamespace namespace) {
        this.instruments = instruments;
        this.last = namespace;
    }

    /** Whether what is remembered here is of this namespace, not of an earlier one with its number. */
    boolean isOf(NetNamespace namespace) {
        return last.isStillThereWith(namespace.pids(), namespace.mount());
    }

    /**
     * Looks once.
     *
     * @param net the namespace's directory of network files
     * @param inside whether the calling thread is in the namespace, which is where its settings can be read
     * @param sources the first that works is taken
     */
    Observation observe(NetNamespace namespace, Path net, boolean inside, List<SocketSource> sources) {
        last = namespace;
        var problems = new ArrayList<String>();
        if (inside) {
            readSysctls(namespace.kind());
        }
        long start = System.nanoTime();
        var numbers = instruments.files().read(net, conntrackLimit(), problems);
        instruments
                .meters()
                .count(Way.COUNTERS, start, numbers.counters().names().size(), 0);

        for (var source : sources) {
            try {
                var listeners = readListeners(source, problems);
                if (areTablesDue(source.kind(), numbers)) {
                    readTables(source, listeners, numbers);
                }
                problems.addAll(tableProblems);
                return observation(namespace, Optional.of(source.kind()), numbers, listeners, problems);
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
        return new Observation(namespace, source, numbers, sysctls, hostSysctls, listeners, tables, problems);
    }

    private List<ListeningSocket> readListeners(SocketSource source, List<String> problems) throws IOException {
        var listeners = new ArrayList<ListeningSocket>();
        long start = System.nanoTime();
        var reading = source.listeners(row -> listeners.add(ListeningSocket.of(row)));
        instruments.meters().count(Way.LISTENERS, start, reading.rows(), reading.bytes());
        problems.addAll(reading.problems());
        return listeners;
    }

    private boolean areTablesDue(SourceKind source, CheapNumbers numbers) {
        var now = instruments.clock().instant();
        return tables.isEmpty()
                || !tablesBy.equals(Optional.of(source))
                || numbersAtTables.isEmpty()
                || numbers.movedSince(numbersAtTables.get())
                || !now.isBefore(
                        tables.get().takenAt().plus(instruments.settings().tablesDeadline()));
    }

    private void readTables(SocketSource source, List<ListeningSocket> listeners, CheapNumbers numbers)
            throws IOException {
        int most = instruments.settings().top();
        var table = instruments.table();
        var takenAt = instruments.clock().instant();
        long start = System.nanoTime();
        table.begin(listeners, EphemeralPorts.of(sysctls));
        var connections = source.connections(table);
        var datagrams = new ArrayList<DatagramSocket>();
        var udp = source.udp(row -> datagrams.add(DatagramSocket.of(row)));
        instruments
                .meters()
                .count(
                        source.kind() == SourceKind.NETLINK ? Way.NETLINK : Way.PROC,
                        start,
                        connections.rows() + udp.rows(),
                        connections.bytes() + udp.bytes());
        var worst = DatagramSocket.worst(datagrams, most);
        tables = Optional.of(new Tables(takenAt, table.end(most), worst, datagrams.size() - worst.size()));
        tablesBy = Optional.of(source.kind());
        numbersAtTables = Optional.of(numbers);
        tableProblems = new ArrayList<>(connections.problems());
        tableProblems.addAll(udp.problems());
    }

    private void readSysctls(NamespaceKind kind) {
        var now = instruments.clock().instant();
        if (now.isBefore(sysctlsAt)) {
            return;
        }
        sysctlsAt = now.plus(SYSCTLS_EVERY);
        sysctls = Sysctls.read(instruments.proc(), Sysctls.OF_NAMESPACE);
        hostSysctls = Sysctls.read(
                instruments.proc(), kind == NamespaceKind.HOST ? Sysctls.OF_HOST : Sysctls.OF_HOST_SEEN_EVERYWHERE);
    }

    private OptionalLong conntrackLimit() {
        var limit = hostSysctls.get(Sysctls.CONNTRACK_MAX);
        try {
            return limit == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(limit));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
