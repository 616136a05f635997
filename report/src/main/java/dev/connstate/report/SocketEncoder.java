package dev.connstate.report;

import dev.connstate.report.wire.Wire;
import java.util.List;

/** What a namespace's report says of sockets and of who holds them, to its messages. */
final class SocketEncoder {
    private SocketEncoder() {}

    static void sockets(MessageWriter out, NamespaceReport namespace) {
        namespace.connections().ifPresent(it -> connections(out, Wire.Namespace.CONNECTIONS_FIELD_NUMBER, it));
        out.messages(Wire.Namespace.LISTENERS_FIELD_NUMBER, namespace.listeners(), SocketEncoder::listener);
        out.messages(Wire.Namespace.DESTINATIONS_FIELD_NUMBER, namespace.destinations(), SocketEncoder::destination);
        namespace.ports().ifPresent(it -> out.message(Wire.Namespace.PORTS_FIELD_NUMBER, it, SocketEncoder::ports));
        out.messages(Wire.Namespace.CLOSE_WAIT_FIELD_NUMBER, namespace.closeWait(), SocketEncoder::closeWait);
        out.messages(Wire.Namespace.CLOSING_FIELD_NUMBER, namespace.closing(), SocketEncoder::closing);
        namespace.idle().ifPresent(it -> out.message(Wire.Namespace.IDLE_FIELD_NUMBER, it, SocketEncoder::idle));
        out.messages(Wire.Namespace.UDP_FIELD_NUMBER, namespace.udp(), SocketEncoder::udp);
        out.known(Wire.Namespace.DETACHED_SOCKETS_FIELD_NUMBER, namespace.detachedSockets());
        out.messages(Wire.Namespace.DETACHED_FIELD_NUMBER, namespace.detached(), SocketEncoder::detached);
        out.message(Wire.Namespace.OMITTED_FIELD_NUMBER, namespace.omitted(), SocketEncoder::omitted);
    }

    private static void listener(MessageWriter out, Listener listener) {
        out.bytes(Wire.Listener.ADDRESS_FIELD_NUMBER, listener.address().bytes());
        out.number(Wire.Listener.PORT_FIELD_NUMBER, listener.port());
        out.number(Wire.Listener.INODE_FIELD_NUMBER, listener.inode());
        out.number(Wire.Listener.SHARING_FIELD_NUMBER, listener.sharing());
        out.number(
                Wire.Listener.QUEUE_LENGTH_FIELD_NUMBER, listener.acceptQueue().length());
        out.known(Wire.Listener.QUEUE_LIMIT_FIELD_NUMBER, listener.acceptQueue().limit());
        out.known(Wire.Listener.SYN_RECEIVED_FIELD_NUMBER, listener.synReceived());
        out.known(Wire.Listener.DROPS_FIELD_NUMBER, listener.drops());
        listener.connections().ifPresent(it -> connections(out, Wire.Listener.CONNECTIONS_FIELD_NUMBER, it));
        listener.process().ifPresent(it -> process(out, Wire.Listener.PROCESS_FIELD_NUMBER, it));
        listener.halfOpen()
                .ifPresent(it -> out.message(Wire.Listener.HALF_OPEN_FIELD_NUMBER, it, SocketEncoder::halfOpen));
        out.known(Wire.Listener.NOT_ACCEPTED_FIELD_NUMBER, listener.notAccepted());
    }

    private static void halfOpen(MessageWriter out, HalfOpen halfOpen) {
        out.number(Wire.HalfOpen.RETRANSMITTED_FIELD_NUMBER, halfOpen.retransmitted());
        out.number(Wire.HalfOpen.NETWORKS_FIELD_NUMBER, halfOpen.networks());
        out.number(Wire.HalfOpen.OF_BIGGEST_NETWORK_FIELD_NUMBER, halfOpen.ofBiggestNetwork());
    }

    private static void destination(MessageWriter out, Destination destination) {
        out.bytes(Wire.Destination.SOURCE_FIELD_NUMBER, destination.source().bytes());
        out.bytes(Wire.Destination.ADDRESS_FIELD_NUMBER, destination.address().bytes());
        out.number(Wire.Destination.PORT_FIELD_NUMBER, destination.port());
        connections(out, Wire.Destination.CONNECTIONS_FIELD_NUMBER, destination.connections());
        out.number(Wire.Destination.PORTS_USED_FIELD_NUMBER, destination.portsUsed());
        out.known(Wire.Destination.PORTS_USABLE_FIELD_NUMBER, destination.portsUsable());
        out.number(Wire.Destination.SYN_RETRANSMITTED_FIELD_NUMBER, destination.synRetransmitted());
    }

    private static void ports(MessageWriter out, PortUse ports) {
        out.number(Wire.PortUse.DISTINCT_FIELD_NUMBER, ports.distinct());
        out.number(Wire.PortUse.CONNECTIONS_FIELD_NUMBER, ports.connections());
        out.known(Wire.PortUse.USABLE_FIELD_NUMBER, ports.usable());
    }

    private static void closeWait(MessageWriter out, CloseWaitHolder holder) {
        holder.process().ifPresent(it -> process(out, Wire.CloseWaitHolder.PROCESS_FIELD_NUMBER, it));
        out.flag(Wire.CloseWaitHolder.ACCEPTED_FIELD_NUMBER, holder.accepted());
        out.number(Wire.CloseWaitHolder.COUNT_FIELD_NUMBER, holder.count());
        out.number(Wire.CloseWaitHolder.UNREAD_BYTES_FIELD_NUMBER, holder.unreadBytes());
        out.messages(Wire.CloseWaitHolder.PEERS_FIELD_NUMBER, holder.peers(), SocketEncoder::peer);
        holder.ages().ifPresent(it -> out.message(Wire.CloseWaitHolder.AGES_FIELD_NUMBER, it, SocketEncoder::ages));
    }

    private static void ages(MessageWriter out, Ages ages) {
        out.number(Wire.Ages.MEDIAN_SECONDS_FIELD_NUMBER, ages.medianSeconds());
        out.number(Wire.Ages.LONGEST_SECONDS_FIELD_NUMBER, ages.longestSeconds());
    }

    private static void closing(MessageWriter out, ClosingSockets sockets) {
        out.number(Wire.ClosingSockets.STATE_FIELD_NUMBER, sockets.state().number());
        out.number(Wire.ClosingSockets.TIMER_FIELD_NUMBER, sockets.timer().number());
        out.flag(Wire.ClosingSockets.ORPHANED_FIELD_NUMBER, sockets.orphaned());
        sockets.process().ifPresent(it -> process(out, Wire.ClosingSockets.PROCESS_FIELD_NUMBER, it));
        out.number(Wire.ClosingSockets.COUNT_FIELD_NUMBER, sockets.count());
        out.number(Wire.ClosingSockets.RETRANSMITTED_FIELD_NUMBER, sockets.retransmitted());
        out.number(Wire.ClosingSockets.UNSENT_BYTES_FIELD_NUMBER, sockets.unsentBytes());
        out.messages(Wire.ClosingSockets.PEERS_FIELD_NUMBER, sockets.peers(), SocketEncoder::peer);
    }

    private static void idle(MessageWriter out, List<IdleSockets> list) {
        out.messages(Wire.IdleSocketsList.SOCKETS_FIELD_NUMBER, list, (it, sockets) -> {
            sockets.process().ifPresent(process -> process(it, Wire.IdleSockets.PROCESS_FIELD_NUMBER, process));
            it.flag(Wire.IdleSockets.KEEPALIVE_FIELD_NUMBER, sockets.keepalive());
            it.known(Wire.IdleSockets.NEXT_PROBE_SECONDS_FIELD_NUMBER, sockets.nextProbeSeconds());
            it.number(Wire.IdleSockets.COUNT_FIELD_NUMBER, sockets.count());
            it.number(Wire.IdleSockets.LONGEST_SECONDS_FIELD_NUMBER, sockets.longestSeconds());
            it.messages(Wire.IdleSockets.PEERS_FIELD_NUMBER, sockets.peers(), SocketEncoder::peer);
        });
    }

    private static void peer(MessageWriter out, Peer peer) {
        out.bytes(Wire.Peer.ADDRESS_FIELD_NUMBER, peer.address().bytes());
        out.known(Wire.Peer.PORT_FIELD_NUMBER, peer.port());
        out.number(Wire.Peer.COUNT_FIELD_NUMBER, peer.count());
    }

    private static void udp(MessageWriter out, UdpSocket socket) {
        out.bytes(Wire.UdpSocket.ADDRESS_FIELD_NUMBER, socket.address().bytes());
        out.number(Wire.UdpSocket.PORT_FIELD_NUMBER, socket.port());
        out.number(Wire.UdpSocket.INODE_FIELD_NUMBER, socket.inode());
        out.number(Wire.UdpSocket.RECEIVE_QUEUE_BYTES_FIELD_NUMBER, socket.receiveQueueBytes());
        out.known(Wire.UdpSocket.DROPS_FIELD_NUMBER, socket.drops());
        socket.process().ifPresent(it -> process(out, Wire.UdpSocket.PROCESS_FIELD_NUMBER, it));
        out.known(Wire.UdpSocket.RECEIVE_BUFFER_BYTES_FIELD_NUMBER, socket.receiveBufferBytes());
    }

    private static void detached(MessageWriter out, DetachedSockets sockets) {
        process(out, Wire.DetachedSockets.PROCESS_FIELD_NUMBER, sockets.process());
        out.number(Wire.DetachedSockets.COUNT_FIELD_NUMBER, sockets.count());
    }

    private static void omitted(MessageWriter out, Omitted omitted) {
        out.number(Wire.Omitted.LISTENERS_FIELD_NUMBER, omitted.listeners());
        out.number(Wire.Omitted.DESTINATIONS_FIELD_NUMBER, omitted.destinations());
        connections(out, Wire.Omitted.CONNECTIONS_FIELD_NUMBER, omitted.connections());
        out.number(Wire.Omitted.CLOSE_WAIT_FIELD_NUMBER, omitted.closeWait());
        out.number(Wire.Omitted.UDP_FIELD_NUMBER, omitted.udp());
        out.number(Wire.Omitted.CLOSING_FIELD_NUMBER, omitted.closing());
        out.number(Wire.Omitted.IDLE_FIELD_NUMBER, omitted.idle());
    }

    private static void connections(MessageWriter out, int field, ConnectionCounts counts) {
        out.message(field, counts, (it, all) -> it.numbers(Wire.ConnectionCounts.BY_STATE_FIELD_NUMBER, all.counts()));
    }

    static void process(MessageWriter out, int field, ProcessRef process) {
        out.message(field, process, (it, of) -> {
            it.number(Wire.Process.PID_FIELD_NUMBER, of.pid());
            it.text(Wire.Process.NAME_FIELD_NUMBER, of.name());
            of.container()
                    .ifPresent(container ->
                            it.message(Wire.Process.CONTAINER_FIELD_NUMBER, container, SocketEncoder::container));
        });
    }

    private static void container(MessageWriter out, Container container) {
        out.text(Wire.Container.POD_UID_FIELD_NUMBER, container.podUid());
        container.id().ifPresent(id -> out.known(Wire.Container.ID_FIELD_NUMBER, id));
    }
}
