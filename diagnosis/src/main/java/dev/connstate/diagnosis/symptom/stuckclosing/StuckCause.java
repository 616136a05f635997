package dev.connstate.diagnosis.symptom.stuckclosing;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.sysctl.Refusals;
import java.util.ArrayList;
import java.util.List;

/** Why the last bytes do not get away. */
enum StuckCause {
    /** Nothing that is sent is acknowledged: peer or path is dead. */
    PEER_DEAD("peer-dead"),
    /** The peer acknowledges, but has no room: its program does not read. */
    ZERO_WINDOW("zero-window");

    private static final String RETRIES = "net.ipv4.tcp_orphan_retries";

    private final String label;

    StuckCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String summary(Stuck stuck) {
        var whose = stuck.isOrphaned()
                ? "closed on this side"
                : "closed in part by " + stuck.subject().program();
        return switch (this) {
            case PEER_DEAD ->
                "%d connections, %s, do not come to their end: their peers, or the way to them, are dead."
                        .formatted(stuck.count(), whose);
            case ZERO_WINDOW ->
                "%d connections, %s, do not come to their end: their peers live, but do not read what is left to be sent."
                        .formatted(stuck.count(), whose);
        };
    }

    List<Advice> advice(Stuck stuck) {
        var advice = new ArrayList<Advice>();
        switch (this) {
            case PEER_DEAD -> {
                advice.add(
                        Advice.infrastructure(
                                "See what the biggest peers have in common: a node that went, a firewall or NAT that forgot the connection and drops, clients that vanish without a FIN."));
                if (stuck.isOrphaned()) {
                    advice.add(Advice.nothing(endsBySelf(stuck)));
                } else {
                    advice.add(
                            Advice.application(
                                    "Set TCP_USER_TIMEOUT on these connections and close(2) them when it says ETIMEDOUT: after shutdown(2) alone they stay until tcp_retries2 is used up."));
                }
            }
            case ZERO_WINDOW -> {
                advice.add(
                        Advice.application(
                                "Find out why the peers (evidence) do not read: a stuck worker, a full pool, a browser tab asleep. What they have not read they never get."));
                advice.add(Advice.application(
                        "Give writing a time limit on this side, and stop producing for a reader that does not read."));
            }
        }
        return advice;
    }

    private static String endsBySelf(Stuck stuck) {
        var retries = stuck.seen().number(RETRIES);
        return retries.isPresent() && retries.getAsLong() == 0
                ? "No program holds them, and the kernel gives each up by itself after about 107 s (tcp_orphan_retries=0 stands for 8)."
                : "No program holds them, and the kernel gives each up by itself after tcp_orphan_retries retransmissions.";
    }

    List<Refusal> refused(Stuck stuck) {
        return stuck.isOrphaned()
                ? List.of(
                        Refusals.TCP_FIN_TIMEOUT_FOR_UNACKNOWLEDGED,
                        Refusals.TCP_ORPHAN_RETRIES_LOW,
                        Refusals.TCP_MAX_ORPHANS_LOWER,
                        Refusals.LINGER_ZERO)
                : List.of(Refusals.TCP_FIN_TIMEOUT_FOR_UNACKNOWLEDGED, Refusals.TCP_RETRIES2_LOW, Refusals.LINGER_ZERO);
    }
}
