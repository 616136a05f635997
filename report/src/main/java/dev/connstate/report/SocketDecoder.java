package dev.connstate.report;

import com.google.protobuf.ByteString;
import dev.connstate.report.wire.Wire;
import java.util.List;
import java.util.Optional;

/** What the messages of a namespace say of sockets and of who holds them. */
final class SocketDecoder {
    private final Shared shared;

    SocketDecoder(Shared shared) {
        this.shared = shared;
    }

    PortUse ports(Wire.PortUse ports) {
        return new PortUse(
                ports.getDistinct(), ports.getConnections(), shared.optional(ports.hasUsable(), ports.getUsable()));
    }

    CloseWaitHolder closeWait(Wire.CloseWaitHolder holder) {
        return new CloseWaitHolder(
                process(holder.hasProcess(), holder.getProcess()),
                holder.getAccepted(),
                holder.getCount(),
                holder.getUnreadBytes(),
                holder.hasAges() ? Optional.of(ages(holder.getAges())) : Optional.empty(),
                peers(holder.getPeersList()));
    }

    private Ages ages(Wire.Ages ages) {
        return new Ages(ages.getMedianSeconds(), ages.getLongestSeconds());
    }

    ClosingSockets closing(Wire.ClosingSockets sockets) {
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

    List<IdleSockets> idle(Wire.IdleSocketsList list) {
        return list.getSocketsList().stream().map(this::idle).toList();
    }

    private IdleSockets idle(Wire.IdleSockets sockets) {
        return new IdleSockets(
                process(sockets.hasProcess(), sockets.getProcess()),
                sockets.getKeepalive(),
                shared.optional(sockets.hasNextProbeSeconds(), sockets.getNextProbeSeconds()),
                sockets.getCount(),
                sockets.getLongestSeconds(),
                peers(sockets.getPeersList()));
    }

    private List<Peer> peers(List<Wire.Peer> peers) {
        return peers.stream().map(this::peer).toList();
    }

    private Peer peer(Wire.Peer peer) {
        return new Peer(address(peer.getAddress()), shared.optional(peer.hasPort(), peer.getPort()), peer.getCount());
    }

    UdpSocket udp(Wire.UdpSocket socket) {
        return new UdpSocket(
                address(socket.getAddress()),
                socket.getPort(),
                socket.getInode(),
                socket.getReceiveQueueBytes(),
                shared.optional(socket.hasReceiveBufferBytes(), socket.getReceiveBufferBytes()),
                shared.optional(socket.hasDrops(), socket.getDrops()),
                process(socket.hasProcess(), socket.getProcess()));
    }

    DetachedSockets detached(Wire.DetachedSockets sockets) {
        return new DetachedSockets(process(sockets.getProcess()), sockets.getCount());
    }

    static ConnectionCounts connections(Wire.ConnectionCounts counts) {
        return new ConnectionCounts(Longs.of(counts.getByStateCount(), counts::getByState));
    }

    Optional<ProcessRef> process(boolean known, Wire.Process process) {
        return known ? Optional.of(process(process)) : Optional.empty();
    }

    static ProcessRef process(Wire.Process process) {
        return new ProcessRef(
                process.getPid(), process.getName(), container(process.hasContainer(), process.getContainer()));
    }

    private static Optional<Container> container(boolean known, Wire.Container container) {
        return known
                ? Optional.of(new Container(
                        container.getPodUid(), container.hasId() ? Optional.of(container.getId()) : Optional.empty()))
                : Optional.empty();
    }

    Address address(ByteString bytes) {
        return Address.ofBytes(bytes.toByteArray());
    }
}
