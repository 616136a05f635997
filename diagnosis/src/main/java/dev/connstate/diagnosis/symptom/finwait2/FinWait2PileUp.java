package dev.connstate.diagnosis.symptom.finwait2;

import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.TcpState;
import java.util.List;
import java.util.stream.Stream;

/**
 * This side has closed, the peer has acknowledged it and does not close. After close(2) the kernel waits for
 * tcp_fin_timeout ({@code tcp_time_wait}: a mini-socket, as for TIME_WAIT; more than 60 s as a full socket,
 * {@code tcp_keepalive_timer}); after shutdown(2) the socket still has an owner, and waits for ever.
 */
public final class FinWait2PileUp implements Symptom {
    static final String NAME = "fin-wait2-pile-up";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return List.of(Orphaned.CAUSE, HalfClosed.CAUSE);
    }

    @Override
    public List<Lab> labs() {
        return FinWait2Labs.ALL;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        var groups = seen.now().closing().stream()
                .filter(it -> it.state() == TcpState.FIN_WAIT2)
                .toList();
        if (groups.isEmpty()) {
            return Stream.empty();
        }
        var orphaned = groups.stream()
                .filter(ClosingSockets::orphaned)
                .limit(1)
                .map(_ -> Orphaned.of(seen))
                .filter(Orphaned::isPileUp)
                .map(Orphaned::verdict);
        var halfClosed = groups.stream()
                .filter(it -> !it.orphaned())
                .map(ClosingSockets::process)
                .distinct()
                .map(it -> HalfClosed.of(seen, it))
                .filter(HalfClosed::isPileUp)
                .map(HalfClosed::verdict);
        return Verdict.worstOfEachSubject(Stream.concat(halfClosed, orphaned));
    }
}
