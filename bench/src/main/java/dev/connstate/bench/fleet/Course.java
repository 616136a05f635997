package dev.connstate.bench.fleet;

import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.AgentCost;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Container;
import dev.connstate.report.Counters;
import dev.connstate.report.Destination;
import dev.connstate.report.HalfOpen;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.Pod;
import dev.connstate.report.PortUse;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the agent of one node reports from look to look: counters grow, queues and connections come and go, and one pod
 * in a hundred has used up nine tenths of its ports.
 *
 * @param like a look at this machine: the names of its kernel's counters and sysctls are those of all nodes
 */
record Course(Population population, int node, NodeReport like) {
    private static final int LISTENERS = 10;
    private static final int DESTINATIONS = 20;
    private static final int USABLE = 28_232;
    private static final int CROWDED = 26_000;

    /** A number that takes five bytes, as all that grow from it do. */
    static final long LONG = 1L << 28;

    static final long FIRST_POD = 4_026_532_000L;
    private static final Address ANY = Address.parse("0.0.0.0");
    static final Pattern MOVED = Pattern.compile(
            "Tcp.(InSegs|OutSegs|ActiveOpens|PassiveOpens)|Ip6?(Ext)?.?(In|Out).*(Pkts|Octets|Delivers|Requests|Receives)"
                    + "|TcpExt.(TCPHPHits|TCPPureAcks|TCPHPAcks|DelayedACKs|TCPOrigDataSent|TCPDelivered|TCPAutoCorking)"
                    + "|Udp6?.?(In|Out)Datagrams");

    /** @param look how many came before it */
    NodeReport report(int look, Instant at) {
        var pods = IntStream.range(0, population.size().podsOfNode())
                .mapToObj(pod -> namespace(Optional.of(pod), isCrowded(pod), look, at));
        return of(
                Stream.concat(Stream.of(namespace(Optional.empty(), false, look, at)), pods)
                        .toList(),
                at);
    }

    NodeReport of(List<NamespaceReport> namespaces, Instant at) {
        var name = Size.node(node);
        return new NodeReport(
                new Node(name, like.node().kernel(), "boot of " + name, "amd64", 8, 1L << 35),
                at,
                like.host(),
                namespaces,
                List.of(),
                AgentCost.NONE);
    }

    boolean isCrowded(int pod) {
        return seed(Optional.of(pod)) % 97 == 0;
    }

    int seed(Optional<Integer> pod) {
        return node * 1000 + pod.orElse(999);
    }

    static long id(Optional<Integer> pod) {
        return pod.map(index -> FIRST_POD + index).orElse(4_026_531_840L);
    }

    NamespaceReport namespace(Optional<Integer> pod, boolean crowded, int look, Instant at) {
        int seed = seed(pod);
        var now = new Random(seed * 31L + look);
        var self = Address.v4(0x0a000000 | seed & 0xffffff);
        var template = like.namespaces().getFirst();
        var process = pod.map(index -> new ProcessRef(
                7000 + index, "main", Optional.of(new Container(population.podUid(node, index), Optional.empty()))));
        return new NamespaceReport(
                id(pod),
                pod.isPresent() ? NamespaceKind.POD : NamespaceKind.HOST,
                List.of(7000 + pod.orElse(0)),
                process,
                pod.map(index -> new Pod(population.podUid(node, index))),
                Optional.of(SourceKind.NETLINK),
                Optional.of(at),
                Optional.of(counts(TcpState.ESTABLISHED, 200 + now.nextInt(20))),
                counters(template.counters(), seed, look),
                template.sockstat(),
                template.conntrack(),
                template.sysctls(),
                List.of(self),
                IntStream.range(0, LISTENERS)
                        .mapToObj(i -> listener(i, seed, now, process))
                        .toList(),
                IntStream.range(0, DESTINATIONS)
                        .mapToObj(i -> destination(i, self, crowded && i == 0 ? CROWDED : 1 + now.nextInt(40)))
                        .toList(),
                Optional.of(new PortUse(crowded ? CROWDED : 400, crowded ? CROWDED : 500, OptionalInt.of(USABLE))),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalLong.of(0),
                List.of(),
                Omitted.NONE,
                List.of());
    }

    /** What traffic moves goes on moving; most others are zero, as in a pod, and none of them is of a loss. */
    private static Counters counters(Counters like, int seed, int look) {
        var values = like.names().stream()
                .map(name -> MOVED.matcher(name).matches()
                        ? LONG + seed * 1000L + (long) look * (name.hashCode() & 0x3fff)
                        : 0L)
                .toList();
        return new Counters(like.names(), values);
    }

    private static Listener listener(int index, int seed, Random now, Optional<ProcessRef> process) {
        return new Listener(
                ANY,
                8000 + index,
                LONG + seed * 100L + index,
                1,
                new AcceptQueue(1 + now.nextInt(3), OptionalLong.of(4096)),
                OptionalLong.of(now.nextInt(2)),
                Optional.of(new HalfOpen(0, 1, 1)),
                OptionalLong.of(0),
                OptionalLong.of(0),
                Optional.of(counts(TcpState.ESTABLISHED, now.nextInt(30))),
                process);
    }

    private static Destination destination(int index, Address self, int used) {
        return new Destination(
                self,
                Address.v4(0x0a640000 | index),
                5432 + index,
                counts(TcpState.ESTABLISHED, used),
                0,
                used,
                OptionalInt.of(USABLE));
    }

    private static ConnectionCounts counts(TcpState state, long number) {
        var counts = new long[TcpState.ALL.size()];
        counts[state.ordinal()] = number;
        return ConnectionCounts.of(counts);
    }
}
