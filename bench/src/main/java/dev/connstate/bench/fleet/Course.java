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
    private static final Address ANY = Address.parse("0.0.0.0");
    private static final Pattern MOVED = Pattern.compile(
            "Tcp.(InSegs|OutSegs|ActiveOpens|PassiveOpens)|Ip6?(Ext)?.?(In|Out).*(Pkts|Octets|Delivers|Requests|Receives)"
                    + "|TcpExt.(TCPHPHits|TCPPureAcks|TCPHPAcks|DelayedACKs|TCPOrigDataSent|TCPDelivered|TCPAutoCorking)"
                    + "|Udp6?.?(In|Out)Datagrams");

    /** @param look how many came before it */
    NodeReport report(int look, Instant at) {
        var pods = IntStream.range(0, population.size().podsOfNode())
                .mapToObj(pod -> namespace(4_026_532_000L + pod, Optional.of(pod), look, at));
        var host = IntStream.of(0).mapToObj(_ -> namespace(4_026_531_840L, Optional.empty(), look, at));
        var name = Size.node(node);
        return new NodeReport(
                new Node(name, like.node().kernel(), "boot of " + name, "amd64", 8, 1L << 35),
                at,
                like.host(),
                Stream.concat(host, pods).toList(),
                List.of(),
                AgentCost.NONE);
    }

    private NamespaceReport namespace(long id, Optional<Integer> pod, int look, Instant at) {
        int seed = node * 1000 + pod.orElse(-1);
        var now = new Random(seed * 31L + look);
        var self = Address.v4(0x0a000000 | seed & 0xffffff);
        boolean crowded = pod.isPresent() && seed % 97 == 0;
        var template = like.namespaces().getFirst();
        var process = pod.map(index -> new ProcessRef(
                7000 + index, "main", Optional.of(new Container(population.podUid(node, index), Optional.empty()))));
        return new NamespaceReport(
                id,
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
                        .mapToObj(i -> destination(i, self, crowded && i == 0 ? 26_000 : now.nextInt(40)))
                        .toList(),
                Optional.of(new PortUse(crowded ? 26_000 : 400, crowded ? 26_000 : 500, OptionalInt.of(USABLE))),
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
                .map(name -> MOVED.matcher(name).matches() ? seed * 1000L + look * (name.hashCode() & 0xffff) : 0L)
                .toList();
        return new Counters(like.names(), values);
    }

    private static Listener listener(int index, int seed, Random now, Optional<ProcessRef> process) {
        return new Listener(
                ANY,
                8000 + index,
                seed * 100L + index,
                1,
                new AcceptQueue(now.nextInt(3), OptionalLong.of(4096)),
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
