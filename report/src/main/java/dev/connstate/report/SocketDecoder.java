package dev.connstate.report;

import com.google.protobuf.ByteString;
import dev.connstate.report.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the messages of a namespace say of sockets and of who holds them. */
final class SocketDecoder {
    private SocketDecoder() {}

    static Listener listener(Wire.Listener listener) {
        return new Listener(
                address(listener.getAddress()),
                listener.getPort(),
                listener.getInode(),
                listener.getSharing(),
                new AcceptQueue(
                        listener.getQueueLength(), optional(listener.hasQueueLimit(), listener.getQueueLimit())),
                optional(listener.hasSynReceived(), listener.getSynReceived()),
                listener.hasHalfOpen() ? Optional.of(halfOpen(listener.getHalfOpen())) : Optional.empty(),
                optional(listener.hasNotAccepted(), listener.getNotAccepted()),
                optional(listener.hasDrops(), listener.getDrops()),
                connections(listener.hasConnections(), listener.getConnections()),
                process(listener.hasProcess(), listener.getProcess()));
    }

    private static HalfOpen halfOpen(Wire.HalfOpen halfOpen) {
        return new HalfOpen(halfOpen.getRetransmitted(), halfOpen.getNetworks(), halfOpen.getOfBiggestNetwork());
    }

    static Destination destination(Wire.Destination destination) {
        return new Destination(
                address(destination.getSource()),
                address(destination.getAddress()),
                destination.getPort(),
                connections(destination.getConnections()),
                destination.getSynRetransmitted(),
                destination.getPortsUsed(),
                optional(destination.hasPortsUsable(), destination.getPortsUsable()));
    }

    static PortUse ports(Wire.PortUse ports) {
        return new PortUse(ports.getDistinct(), ports.getConnections(), optional(ports.hasUsable(), ports.getUsable()));
    }

    static CloseWaitHolder closeWait(Wire.CloseWaitHolder holder) {
        return new CloseWaitHolder(
                process(holder.hasProcess(), holder.getProcess()),
                holder.getAccepted(),
                holder.getCount(),
                holder.getUnreadBytes(),
                holder.hasAges() ? Optional.of(ages(holder.getAges())) : Optional.empty(),
                peers(holder.getPeersList()));
    }

    private static Ages ages(Wire.Ages ages) {
        return new Ages(ages.getMedianSeconds(), ages.getLongestSeconds());
    }

    static ClosingSockets closing(Wire.ClosingSockets sockets) {
        return new ClosingSockets(
                numbered(TcpState.ALL, sockets.getState() - 1, "there is no state", sockets.getState()),
                numbered(Timer.ALL, sockets.getTimer(), "there is no timer", sockets.getTimer()),
                sockets.getOrphaned(),
                process(sockets.hasProcess(), sockets.getProcess()),
                sockets.getCount(),
                sockets.getRetransmitted(),
                sockets.getUnsentBytes(),
                peers(sockets.getPeersList()));
    }

    private static <T> T numbered(List<T> all, int index, String sentence, int number) {
        if (index < 0 || index >= all.size()) {
            throw new IllegalArgumentException("%s %d".formatted(sentence, number));
        }
        return all.get(index);
    }

    static List<IdleSockets> idle(Wire.IdleSocketsList list) {
        return list.getSocketsList().stream().map(SocketDecoder::idle).toList();
    }

    private static IdleSockets idle(Wire.IdleSockets sockets) {
        return new IdleSockets(
                process(sockets.hasProcess(), sockets.getProcess()),
                sockets.getKeepalive(),
                optional(sockets.hasNextProbeSeconds(), sockets.getNextProbeSeconds()),
                sockets.getCount(),
                sockets.getLongestSeconds(),
                peers(sockets.getPeersList()));
    }

    private static List<Peer> peers(List<Wire.Peer> peers) {
        return peers.stream().map(SocketDecoder::peer).toList();
    }

    private static Peer peer(Wire.Peer peer) {
        return new Peer(address(peer.getAddress()), optional(peer.hasPort(), peer.getPort()), peer.getCount());
    }

    static UdpSocket udp(Wire.UdpSocket socket) {
        return new UdpSocket(
                address(socket.getAddress()),
                socket.getPort(),
                socket.getInode(),
                socket.getReceiveQueueBytes(),
                optional(socket.hasReceiveBufferBytes(), socket.getReceiveBufferBytes()),
                optional(socket.hasDrops(), socket.getDrops()),
                process(socket.hasProcess(), socket.getProcess()));
    }

    static DetachedSockets detached(Wire.DetachedSockets sockets) {
        return new DetachedSockets(process(sockets.getProcess()), sockets.getCount());
    }

    static Optional<ConnectionCounts> connections(boolean counted, Wire.ConnectionCounts counts) {
        return counted ? Optional.of(connections(counts)) : Optional.empty();
    }

    static ConnectionCounts connections(Wire.ConnectionCounts counts) {
        return new ConnectionCounts(counts.getByStateList());
    }

    static Optional<ProcessRef> process(boolean known, Wire.Process process) {
        return known ? Optional.of(process(process)) : Optional.empty();
    }

    private static ProcessRef process(Wire.Process process) {
        return new ProcessRef(
                process.getPid(), process.getName(), container(process.hasContainer(), process.getContainer()));
    }

    private static Optional<Container> container(boolean known, Wire.Container container) {
        return known
                ? Optional.of(new Container(
                        container.getPodUid(), container.hasId() ? Optional.of(container.getId()) : Optional.empty()))
                : Optional.empty();
    }

    static Address address(ByteString bytes) {
        return Address.ofBytes(bytes.toByteArray());
    }

    static OptionalLong optional(boolean known, long value) {
        return known ? OptionalLong.of(value) : OptionalLong.empty();
    }

    static OptionalInt optional(boolean known, int value) {
        return known ? OptionalInt.of(value) : OptionalInt.empty();
    }
}
