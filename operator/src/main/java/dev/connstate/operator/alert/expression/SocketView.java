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
        return new View(Shape.LISTENER, name -> switch (name) {
            case "address" -> it.address().toString();
            case "port" -> (long) it.port();
            case "process" -> name(it.process());
            case "queue" -> it.acceptQueue().length();
            case "queueLimit" -> View.known(it.acceptQueue().limit());
            case "synRecv" -> View.known(it.synReceived());
            case "notAccepted" -> View.known(it.notAccepted());
            case "dropsPerMinute" -> rate(growth, growth.map(all -> all.drops(it)));
            default -> null;
        });
    }

    static Map<String, Object> destination(Destination it) {
        return new View(Shape.DESTINATION, name -> switch (name) {
            case "source" -> it.source().toString();
            case "address" -> it.address().toString();
            case "port" -> (long) it.port();
            case "states" -> TargetView.states(it.connections());
            case "synRetransmitted" -> it.synRetransmitted();
            case "portsUsed" -> (long) it.portsUsed();
            case "portsUsable" -> View.known(it.portsUsable());
            case "portUsage" ->
                TargetView.percent(it.portsUsed(), it.portsUsable().orElse(0));
            default -> null;
        });
    }

    static Map<String, Object> holder(CloseWaitHolder it) {
        return new View(Shape.HOLDER, name -> switch (name) {
            case "process" -> name(it.process());
            case "accepted" -> it.accepted();
            case "count" -> it.count();
            case "unreadBytes" -> it.unreadBytes();
            default -> null;
        });
    }

    static Map<String, Object> udp(UdpSocket it, Optional<Growth> growth) {
        return new View(Shape.UDP, name -> switch (name) {
            case "address" -> it.address().toString();
            case "port" -> (long) it.port();
            case "process" -> name(it.process());
            case "queueBytes" -> it.receiveQueueBytes();
            case "bufferBytes" -> View.known(it.receiveBufferBytes());
            case "dropsPerMinute" -> rate(growth, growth.map(all -> all.drops(it)));
            default -> null;
        });
    }

    private static Object name(Optional<ProcessRef> process) {
        return process.map(ProcessRef::name).orElse(null);
    }

    private static Object rate(Optional<Growth> growth, Optional<OptionalLong> amount) {
        return amount.filter(OptionalLong::isPresent)
                .map(it -> growth.orElseThrow().perMinute(it.getAsLong()))
                .orElse(null);
    }
}
