package dev.connstate.diagnosis.symptom.ephemeralports;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.List;

/** What holds the ephemeral ports. */
enum PortCause {
    /** Connections that are over: the client closed first, and each rests for 60 s. */
    TIME_WAIT("time-wait"),
    /** Connections that are open. */
    ESTABLISHED("established"),
    /** bind(2) before connect(2) takes a port for all destinations at once. */
    BOUND_PORTS("bound-ports");

    private static final String MORE_ADDRESSES =
            "Ports are counted for each pair of source address and destination: spread the connections over more destination addresses (several backends by their own addresses instead of one proxy), or over more addresses of this side.";

    private final String label;

    PortCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static PortCause of(PortPressure pressure, ConnectionCounts connections) {
        boolean mostRest = connections.of(TcpState.TIME_WAIT) * 2 >= connections.total();
        return mostRest && !pressure.reusesTimeWait() ? TIME_WAIT : ESTABLISHED;
    }

    List<Advice> advice(NamespaceWindow seen) {
        var advice = new ArrayList<Advice>();
        switch (this) {
            case TIME_WAIT -> {
                advice.add(
                        Advice.application(
                                "Keep connections and use them again: a pool, HTTP keep-alive with as many idle connections allowed as there are callers at once, HTTP/2. That ends TIME_WAIT at its root."));
                advice.add(Advice.infrastructure(MORE_ADDRESSES));
            }
            case ESTABLISHED -> {
                advice.add(
                        Advice.application(
                                "Find out whether so many open connections are meant: bound the pool, close what is idle, look for clients that are made anew for each request; or send several requests over one connection (HTTP/2)."));
                advice.add(Advice.infrastructure(MORE_ADDRESSES));
            }
            case BOUND_PORTS ->
                advice.add(
                        Advice.application(
                                "Do not bind the socket before connect(2), or set IP_BIND_ADDRESS_NO_PORT on it first where the source address matters: the port is then chosen by connect(2), and serves every destination once."));
        }
        advice.addAll(Tuning.proposeMorePorts(
                        seen, "Widen the range of ephemeral ports: it helps at once, and only by that factor.")
                .toList());
        if (this == TIME_WAIT) {
            Tuning.propose(
                            seen,
                            "net.ipv4.tcp_tw_reuse",
                            "1",
                            "Only if the above cannot be done: let connect(2) take a port that has rested for a second; both ends must use timestamps. 2, the default, does that on loopback only, and a pod's own address is not loopback.")
                    .ifPresent(advice::add);
        }
        return advice;
    }

    List<Refusal> refused(NamespaceWindow seen) {
        var refused = new ArrayList<Refusal>();
        if (this == TIME_WAIT) {
            refused.add(Refusals.TCP_FIN_TIMEOUT_FOR_TIME_WAIT);
            refused.add(Refusals.TCP_MAX_TW_BUCKETS_LOWER);
            refused.add(Refusals.TCP_TW_RECYCLE);
            refused.add(Refusals.LINGER_ZERO);
        }
        if (seen.now().kind() == NamespaceKind.HOST) {
            refused.add(Refusals.PORT_RANGE_ON_HOST);
        }
        return refused;
    }
}
