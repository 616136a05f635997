package dev.connstate.agent.observe;

import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Counters;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.UdpSocket;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** A report as text, without what differs from run to run: costs, ids, the machine. */
final class ReportText {
    private final StringJoiner text = new StringJoiner("\n", "", "\n");

    private ReportText() {}

    static String of(NodeReport report, LongFunction<String> nameOfNamespace) {
        var lines = new ReportText();
        lines.text.add("taken at " + report.takenAt());
        lines.text.add("host sockstat " + nonZero(report.host().sockstat()));
        lines.text.add("host softnet " + report.host().softnet().asMap());
        report.problems().forEach(problem -> lines.text.add("problem: " + problem));
        report.namespaces().forEach(it -> lines.namespace(it, nameOfNamespace.apply(it.id())));
        return lines.text.toString();
    }

    private void namespace(NamespaceReport it, String name) {
        text.add("");
        text.add("namespace %s %s pids %s pod %s by %s"
                .formatted(
                        name,
                        it.kind(),
                        it.pids(),
                        it.pod().map(pod -> pod.uid()).orElse("none"),
                        it.source().map(Enum::name).orElse("nothing")));
        it.problems().forEach(problem -> text.add("  problem: " + problem));
        text.add("  tables taken at " + it.tablesTakenAt().map(Object::toString).orElse("?"));
        text.add("  connections " + it.connections().map(ReportText::counts).orElse("?"));
        text.add("  counters " + nonZero(it.counters()));
        text.add("  sockstat " + nonZero(it.sockstat()));
        text.add("  conntrack "
                + it.conntrack().map(table -> table.entries() + " entries").orElse("?"));
        text.add("  sysctls " + it.sysctls());
        text.add("  addresses " + it.addresses());
        it.listeners().forEach(this::listener);
        it.destinations().forEach(this::destination);
        text.add("  ports " + it.ports().map(Object::toString).orElse("?"));
        it.closeWait().forEach(this::closeWait);
        it.closing().forEach(this::closing);
        text.add("  idle " + it.idle().map(Object::toString).orElse("?"));
        it.udp().forEach(this::udp);
        text.add("  detached %s %s".formatted(it.detachedSockets(), it.detached()));
        text.add("  omitted " + it.omitted().listeners() + " " + it.omitted().destinations() + " "
                + it.omitted().closeWait() + " " + it.omitted().closing() + " "
                + it.omitted().udp());
    }

    private void listener(Listener it) {
        text.add("  listener %s sharing %d queue %d of %s half-open %s %s not accepted %s drops %s: %s by %s"
                .formatted(
                        it.address().withPort(it.port()),
                        it.sharing(),
                        it.acceptQueue().length(),
                        it.acceptQueue().limit(),
                        it.synReceived(),
                        it.halfOpen().map(Object::toString).orElse("?"),
                        it.notAccepted(),
                        it.drops(),
                        it.connections().map(ReportText::counts).orElse("?"),
                        process(it.process())));
    }

    private void destination(Destination it) {
        text.add("  destination %s from %s ports %d of %s SYNs again %d: %s"
                .formatted(
                        it.address().withPort(it.port()),
                        it.source(),
                        it.portsUsed(),
                        it.portsUsable(),
                        it.synRetransmitted(),
                        counts(it.connections())));
    }

    private void closeWait(CloseWaitHolder it) {
        text.add("  close-wait %s accepted %s count %d unread %d ages %s peers %s"
                .formatted(
                        process(it.process()),
                        it.accepted(),
                        it.count(),
                        it.unreadBytes(),
                        it.ages().map(Object::toString).orElse("?"),
                        peers(it.peers())));
    }

    private void closing(ClosingSockets it) {
        text.add("  closing %s timer %s orphaned %s by %s count %d again %d unsent %d peers %s"
                .formatted(
                        it.state(),
                        it.timer(),
                        it.orphaned(),
                        process(it.process()),
                        it.count(),
                        it.retransmitted(),
                        it.unsentBytes(),
                        peers(it.peers())));
    }

    private static List<String> peers(List<Peer> peers) {
        return peers.stream()
                .map(peer -> peer.address() + " " + peer.port() + " × " + peer.count())
                .toList();
    }

    private void udp(UdpSocket it) {
        text.add("  udp %s queue %d of %s drops %s by %s"
                .formatted(
                        it.address().withPort(it.port()),
                        it.receiveQueueBytes(),
                        it.receiveBufferBytes(),
                        it.drops(),
                        process(it.process())));
    }

    private static String process(Optional<ProcessRef> process) {
        return process.map(it -> it.pid() + " " + it.name()
                        + it.container().map(c -> " of pod " + c.podUid()).orElse(""))
                .orElse("?");
    }

    private static String counts(ConnectionCounts counts) {
        return TcpState.ALL.stream()
                .filter(state -> counts.of(state) != 0)
                .map(state -> state + " " + counts.of(state))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String nonZero(Counters counters) {
        return counters.asMap().entrySet().stream()
                .filter(it -> it.getValue() != 0)
                .map(it -> it.getKey() + "=" + Long.toUnsignedString(it.getValue()))
                .collect(Collectors.joining(" "));
    }
}
