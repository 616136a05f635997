package dev.connstate.operator.alert.expression;

import static dev.connstate.operator.alert.expression.Field.list;
import static dev.connstate.operator.alert.expression.Field.map;
import static dev.connstate.operator.alert.expression.Field.number;
import static dev.connstate.operator.alert.expression.Field.real;
import static dev.connstate.operator.alert.expression.Field.struct;
import static dev.connstate.operator.alert.expression.Field.text;
import static dev.connstate.operator.alert.expression.Field.truth;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.List;

/** A part of what a formula sees: its members, each with its type and its meaning. Any member may be unknown. */
public enum Shape {
    STATES(
            "States",
            List.of(
                    number("established", "how many connections are in ESTABLISHED"),
                    number("synSent", "in SYN_SENT"),
                    number("synRecv", "in SYN_RECV"),
                    number("finWait1", "in FIN_WAIT1"),
                    number("finWait2", "in FIN_WAIT2"),
                    number("timeWait", "in TIME_WAIT"),
                    number("close", "in CLOSE"),
                    number("closeWait", "in CLOSE_WAIT"),
                    number("lastAck", "in LAST_ACK"),
                    number("listen", "in LISTEN"),
                    number("closing", "in CLOSING"))),
    LISTENER(
            "Listener",
            List.of(
                    text("address", "where it listens: 0.0.0.0"),
                    number("port", "the port"),
                    text("process", "the name of its process"),
                    number("queue", "connections in its accept queue"),
                    number("queueLimit", "min(backlog, somaxconn); the queue holds one more"),
                    number("synRecv", "half-open connections; of all sockets that share the port"),
                    number(
                            "notAccepted",
                            "connections that no program has accepted; of all sockets that share the port"),
                    real("dropsPerMinute", "packets that this socket dropped, for whatever reason"))),
    DESTINATION(
            "Destination",
            List.of(
                    text("source", "the own address"),
                    text("address", "the other one"),
                    number("port", "the other's port"),
                    struct("states", "States", "its connections"),
                    number("synRetransmitted", "those in SYN_SENT whose SYN was sent again"),
                    number("portsUsed", "ephemeral ports in use towards it"),
                    number("portsUsable", "those that ip_local_port_range leaves"),
                    real("portUsage", "the former of the latter, percent"))),
    HOLDER(
            "CloseWaitHolder",
            List.of(
                    text("process", "the name of the process"),
                    truth("accepted", "whether the program ever had them"),
                    number("count", "how many connections in CLOSE_WAIT"),
                    number("unreadBytes", "received and not read"))),
    UDP(
            "UdpSocket",
            List.of(
                    text("address", "where it is bound"),
                    number("port", "the port"),
                    text("process", "the name of its process"),
                    number("queueBytes", "waiting to be read"),
                    number("bufferBytes", "what may wait"),
                    real("dropsPerMinute", "datagrams that it lost"))),
    CONNTRACK(
            "Conntrack",
            List.of(
                    number("entries", "flows of this namespace"),
                    number("limit", "nf_conntrack_max"),
                    real("usage", "the former of the latter, percent"))),
    FINDING(
            "Finding",
            List.of(
                    text("symptom", "accept-queue-overflow"),
                    text("cause", "slow-accept"),
                    text("severity", "INFO, WARNING or CRITICAL"))),
    TARGET(
            "Target",
            List.of(
                    struct("states", "States", "how many connections are in each state"),
                    map(
                            "perMinute",
                            SimpleType.DOUBLE,
                            "what each kernel counter rises by: target.perMinute[\"TcpExt.ListenOverflows\"]"),
                    list("listeners", "Listener", "the listening sockets"),
                    list("destinations", "Destination", "whom it connects to, the busiest first"),
                    list("closeWait", "CloseWaitHolder", "who holds connections in CLOSE_WAIT"),
                    list("udp", "UdpSocket", "the UDP sockets"),
                    struct("conntrack", "Conntrack", "the connection tracking table"),
                    map("sockstat", SimpleType.INT, "target.sockstat[\"TCP.inuse\"]"),
                    map(
                            "sysctls",
                            SimpleType.STRING,
                            "the settings as seen from inside, as text: target.sysctls[\"net.core.somaxconn\"]"),
                    list("findings", "Finding", "what the diagnosis says")));

    private final StructType type;
    private final List<Field> fields;

    Shape(String name, List<Field> fields) {
        this.fields = fields;
        var names = fields.stream().map(Field::name).collect(ImmutableSet.toImmutableSet());
        this.type = StructType.create(
                Field.PREFIX + name,
                names,
                wanted -> fields.stream()
                        .filter(field -> field.name().equals(wanted))
                        .map(Field::type)
                        .findFirst());
    }

    public List<Field> fields() {
        return fields;
    }

    CelType type() {
        return type;
    }
}
