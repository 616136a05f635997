package dev.connstate.report;

import com.google.protobuf.ByteString;
import dev.connstate.report.wire.Wire;
import java.util.List;

/** What a namespace's report says of sockets and of who holds them, to its messages. */
final class SocketEncoder {
    private SocketEncoder() {}

    static Wire.Listener listener(Listener listener) {
        var wire = Wire.Listener.newBuilder()
                .setAddress(address(listener.address()))
                .setPort(listener.port())
                .setInode(listener.inode())
                .setSharing(listener.sharing())
                .setQueueLength(listener.acceptQueue().length());
        listener.acceptQueue().limit().ifPresent(wire::setQueueLimit);
        listener.synReceived().ifPresent(wire::setSynReceived);
        listener.halfOpen().ifPresent(halfOpen -> wire.setHalfOpen(halfOpen(halfOpen)));
        listener.notAccepted().ifPresent(wire::setNotAccepted);
        listener.drops().ifPresent(wire::setDrops);
        listener.connections().ifPresent(counts -> wire.setConnections(connections(counts)));
        listener.process().ifPresent(process -> wire.setProcess(process(process)));
        return wire.build();
    }

    private static Wire.HalfOpen halfOpen(HalfOpen halfOpen) {
        return Wire.HalfOpen.newBuilder()
                .setRetransmitted(halfOpen.retransmitted())
                .setNetworks(halfOpen.networks())
                .setOfBiggestNetwork(halfOpen.ofBiggestNetwork())
                .build();
    }

    static Wire.Destination destination(Destination destination) {
        var wire = Wire.Destination.newBuilder()
                .setSource(address(destination.source()))
                .setAddress(address(destination.address()))
                .setPort(destination.port())
                .setConnections(connections(destination.connections()))
                .setSynRetransmitted(destination.synRetransmitted())
                .setPortsUsed(destination.portsUsed());
        destination.portsUsable().ifPresent(wire::setPortsUsable);
        return wire.build();
    }

    static Wire.PortUse ports(PortUse ports) {
        var wire = Wire.PortUse.newBuilder().setDistinct(ports.distinct()).setConnections(ports.connections());
        ports.usable().ifPresent(wire::setUsable);
        return wire.build();
    }

    static Wire.CloseWaitHolder closeWait(CloseWaitHolder holder) {
        var wire = Wire.CloseWaitHolder.newBuilder()
                .setAccepted(holder.accepted())
                .setCount(holder.count())
                .setUnreadBytes(holder.unreadBytes());
        holder.process().ifPresent(process -> wire.setProcess(process(process)));
        holder.ages().ifPresent(ages -> wire.setAges(ages(ages)));
        holder.peers().forEach(peer -> wire.addPeers(peer(peer)));
        return wire.build();
    }

    private static Wire.Ages ages(Ages ages) {
        return Wire.Ages.newBuilder()
                .setMedianSeconds(ages.medianSeconds())
                .setLongestSeconds(ages.longestSeconds())
                .build();
    }

    static Wire.ClosingSockets closing(ClosingSockets sockets) {
        var wire = Wire.ClosingSockets.newBuilder()
                .setState(sockets.state().number())
                .setTimer(sockets.timer().number())
                .setOrphaned(sockets.orphaned())
                .setCount(sockets.count())
                .setRetransmitted(sockets.retransmitted())
                .setUnsentBytes(sockets.unsentBytes());
        sockets.process().ifPresent(process -> wire.setProcess(process(process)));
        sockets.peers().forEach(peer -> wire.addPeers(peer(peer)));
        return wire.build();
    }

    static Wire.IdleSocketsList idle(List<IdleSockets> list) {
        var wire = Wire.IdleSocketsList.newBuilder();
        list.forEach(sockets -> wire.addSockets(idle(sockets)));
        return wire.build();
    }

    private static Wire.IdleSockets idle(IdleSockets sockets) {
        var wire = Wire.IdleSockets.newBuilder()
                .setKeepalive(sockets.keepalive())
                .setCount(sockets.count())
                .setLongestSeconds(sockets.longestSeconds());
        sockets.process().ifPresent(process -> wire.setProcess(process(process)));
        sockets.nextProbeSeconds().ifPresent(wire::setNextProbeSeconds);
        sockets.peers().forEach(peer -> wire.addPeers(peer(peer)));
        return wire.build();
    }

    private static Wire.Peer peer(Peer peer) {
        var wire = Wire.Peer.newBuilder().setAddress(address(peer.address())).setCount(peer.count());
        peer.port().ifPresent(wire::setPort);
        return wire.build();
    }

    static Wire.UdpSocket udp(UdpSocket socket) {
        var wire = Wire.UdpSocket.newBuilder()
                .setAddress(address(socket.address()))
                .setPort(socket.port())
                .setInode(socket.inode())
                .setReceiveQueueBytes(socket.receiveQueueBytes());
        socket.receiveBufferBytes().ifPresent(wire::setReceiveBufferBytes);
        socket.drops().ifPresent(wire::setDrops);
        socket.process().ifPresent(process -> wire.setProcess(process(process)));
        return wire.build();
    }

    static Wire.DetachedSockets detached(DetachedSockets sockets) {
        return Wire.DetachedSockets.newBuilder()
                .setProcess(process(sockets.process()))
                .setCount(sockets.count())
                .build();
    }

    static Wire.ConnectionCounts connections(ConnectionCounts counts) {
        return Wire.ConnectionCounts.newBuilder().addAllByState(counts.counts()).build();
    }

    static Wire.Process process(ProcessRef process) {
        var wire = Wire.Process.newBuilder().setPid(process.pid()).setName(process.name());
        process.container().ifPresent(container -> wire.setContainer(container(container)));
        return wire.build();
    }

    private static Wire.Container container(Container container) {
        var wire = Wire.Container.newBuilder().setPodUid(container.podUid());
        container.id().ifPresent(wire::setId);
        return wire.build();
    }

    static ByteString address(Address address) {
        return ByteString.copyFrom(address.bytes());
    }
}
