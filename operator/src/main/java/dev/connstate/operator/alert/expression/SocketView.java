package dev.connstate.operator.alert.expression;

import dev.connstate.operator.fleet.Growth;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.UdpSocket;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a formula sees of a target's sockets. */
final class SocketView {
    private SocketView() {}

    static Map<String, Object> listener(Listener it, Optional<Growth> growth) {
        return new Members()
                .with("address", it.address().toString())
                .with("port", (long) it.port())
                .with("process", it.process().map(ProcessRef::name))
                .with("queue", it.acceptQueue().length())
                .with("queueLimit", it.acceptQueue().limit())
                .with("synRecv", it.synReceived())
                .with("notAccepted", it.notAccepted())
                .with("dropsPerMinute", rate(growth, growth.map(all -> all.drops(it))))
                .map();
    }

    static Map<String, Object> destination(Destination it) {
        return new Members()
                .with("source", it.source().toString())
                .with("address", it.address().toString())
                .with("port", (long) it.port())
                .with("states", TargetView.states(it.connections()))
                .with("synRetransmitted", it.synRetransmitted())
                .with("portsUsed", (long) it.portsUsed())
                .with("portsUsable", it.portsUsable())
                .with(
                        "portUsage",
                        TargetView.percent(it.portsUsed(), it.portsUsable().orElse(0)))
                .map();
    }

    static Map<String, Object> holder(CloseWaitHolder it) {
        return new Members()
                .with("process", it.process().map(ProcessRef::name))
                .with("accepted", it.accepted())
                .with("count", it.count())
                .with("unreadBytes", it.unreadBytes())
                .map();
    }

    static Map<String, Object> udp(UdpSocket it, Optional<Growth> growth) {
        return new Members()
                .with("address", it.address().toString())
                .with("port", (long) it.port())
                .with("process", it.process().map(ProcessRef::name))
                .with("queueBytes", it.receiveQueueBytes())
                .with("bufferBytes", it.receiveBufferBytes())
                .with("dropsPerMinute", rate(growth, growth.map(all -> all.drops(it))))
                .map();
    }

    private static Optional<Double> rate(Optional<Growth> growth, Optional<OptionalLong> amount) {
        return amount.filter(OptionalLong::isPresent)
                .map(it -> growth.orElseThrow().perMinute(it.getAsLong()));
    }
}
