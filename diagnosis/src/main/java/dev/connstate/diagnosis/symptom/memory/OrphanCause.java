package dev.connstate.diagnosis.symptom.memory;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.Timer;
import java.util.ArrayList;
import java.util.List;

/** Why there are so many connections that no program holds and that are not over. */
enum OrphanCause {
    /** What was sent last is not acknowledged: the peer or the way to it is gone. */
    PEER_DEAD("peer-dead"),
    /** The peer lives and does not read what was sent last. */
    ZERO_WINDOW("zero-window"),
    /** Neither stands out: very many connections are closed at once. */
    MANY_CLOSES("many-closes");

    private final String label;

    OrphanCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** By what most orphans wait for. */
    static OrphanCause of(List<NamespaceWindow> whose) {
        var groups = whose.stream()
                .flatMap(seen -> seen.now().closing().stream())
                .filter(ClosingSockets::orphaned)
                .toList();
        long all = count(groups);
        long unread = count(groups.stream()
                .filter(group -> group.timer() == Timer.ZERO_WINDOW_PROBE)
                .toList());
        long unanswered = groups.stream()
                .filter(group -> group.timer() == Timer.RETRANSMIT)
                .mapToLong(ClosingSockets::retransmitted)
                .sum();
        if (Math.max(unread, unanswered) * 2 <= all) {
            return MANY_CLOSES;
        }
        return unread > unanswered ? ZERO_WINDOW : PEER_DEAD;
    }

    private static long count(List<ClosingSockets> groups) {
        return groups.stream().mapToLong(ClosingSockets::count).sum();
    }

    String why() {
        return switch (this) {
            case PEER_DEAD -> "most of them retransmit to peers that do not answer";
            case ZERO_WINDOW -> "most of them wait for peers that do not read";
            case MANY_CLOSES -> "no dead peers and none that do not read stand out, so very many are closed at once";
        };
    }

    List<Advice> advice(NamespaceWindow seen) {
        var advice = new ArrayList<Advice>();
        switch (this) {
            case PEER_DEAD -> {
                advice.add(
                        Advice.infrastructure(
                                "Find the peers in FIN_WAIT1 and LAST_ACK (ss -tanop state fin-wait-1 state last-ack) and what became of them or of the way there: nodes that went away, a firewall that drops."));
                Tuning.propose(
                                seen,
                                "net.ipv4.tcp_orphan_retries",
                                "4",
                                "Give up sooner on connections that no program holds.")
                        .ifPresent(advice::add);
            }
            case ZERO_WINDOW ->
                advice.add(
                        Advice.application(
                                "Find the peers that do not read (ss -tano state fin-wait-1, timer persist), and set TCP_USER_TIMEOUT before close(2), so that such a connection ends after a time of your choice."));
            case MANY_CLOSES ->
                advice.add(
                        Advice.application(
                                "Keep connections open and use them again, or spread the closing of very many (a shutdown, a reload) over some time."));
        }
        Tuning.proposeTwice(
                        seen,
                        "net.ipv4.tcp_max_orphans",
                        "Allow more of them, up to 64 KiB of memory each, while the reason is looked for.")
                .ifPresent(advice::add);
        return advice;
    }
}
