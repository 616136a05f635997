package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.agent.kernel.proc.ProcText;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.agent.observe.Meters.Way;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which processes hold sockets that are in no table. A socket that a process holds may be of another namespace, which
 * the kernel does not tell; so it must neither be in a table of the process's namespace nor of that of process 1. What
 * is of a third namespace, or is MPTCP's or of another family without a table, is taken for detached.
 */
final class DetachedSearch {
    /** In the whole node: a search reads as many descriptors as a look for owners, and all tables besides. */
    static final Duration NEXT_AFTER = Duration.ofSeconds(5);

    private static final List<String> TCP = List.of("tcp", "tcp6");
    private static final List<String> LIKE_UDP =
            List.of("udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6");

    private final ProcRoot proc;
    private final Meters meters;
    private final ProcText text = new ProcText();
    private Instant next = Instant.MIN;

    DetachedSearch(ProcRoot proc, Meters meters) {
        this.proc = proc;
        this.meters = meters;
    }

    /** The sockets of a namespace that are not of IP. */
    Optional<OtherTables> others(Path net) throws IOException {
        return OtherTables.read(net, text);
    }

    /** Whether the last search is long enough ago. */
    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }

    /**
     * How many such sockets each process holds, if any.
     *
     * @param net the directory of the namespace's network files
     * @param pids its processes
     * @param counted how many there were a moment ago: a process with far more of them must hold sockets of other
     *     namespaces, so that its number says nothing; a leak that grows has some more by now
     */
    Map<Integer, Long> find(Path net, Collection<Integer> pids, long counted, Instant now) throws IOException {
        next = now.plus(NEXT_AFTER);
        long start = System.nanoTime();
        var pidByInode = new LinkedHashMap<Long, Integer>();
        int descriptors = descriptors(pids, pidByInode);
        removeShown(net, pidByInode.keySet());
        removeShown(proc.net(1), pidByInode.keySet());
        // What was closed meanwhile is in no table either.
        var still = new LinkedHashMap<Long, Integer>();
        descriptors += descriptors(new HashSet<>(pidByInode.values()), still);
        pidByInode.keySet().retainAll(still.keySet());
        meters.count(Way.DETACHED, start, descriptors, 0);
        var byPid = pidByInode.values().stream().collect(Collectors.groupingBy(pid -> pid, Collectors.counting()));
        byPid.values().removeIf(count -> count > 2 * counted);
        return byPid;
    }

    /** The sockets of the processes, of a bounded number of descriptors; of several processes with one, the first. */
    private int descriptors(Collection<Integer> pids, Map<Long, Integer> pidByInode) {
        int read = 0;
        for (int pid : pids) {
            int left = Owners.MOST_DESCRIPTORS - read;
            if (left <= 0) {
                break;
            }
            var taken = new int[1];
            read += Descriptors.read(proc, pid, inode -> {
                        if (inode != 0) {
                            pidByInode.putIfAbsent(inode, pid);
                        }
                        return ++taken[0] < left;
                    })
                    .count();
        }
        return read;
    }

    private void removeShown(Path net, Set<Long> inodes) throws IOException {
        if (inodes.isEmpty()) {
            return;
        }
        SocketSink sink = row -> inodes.remove(row.inode());
        for (var file : files(net, TCP)) {
            try (var stream = new FileInputStream(file.toFile())) {
                SocketTable.tcp().read(stream, sink);
            }
        }
        for (var file : files(net, LIKE_UDP)) {
            try (var stream = new FileInputStream(file.toFile())) {
                SocketTable.udp().read(stream, sink);
            }
        }
        others(net).ifPresent(others -> others.inodes().forEach(inodes::remove));
    }

    private static List<Path> files(Path net, List<String> names) {
        var files = new ArrayList<Path>();
        names.stream().map(net::resolve).filter(Files::exists).forEach(files::add);
        return files;
    }
}
