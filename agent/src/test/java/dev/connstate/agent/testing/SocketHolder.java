package dev.connstate.agent.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import jdk.net.ExtendedSocketOptions;

/**
 * A process with sockets: {@code listen ADDRESS PORT BACKLOG} accepts nothing, {@code connect ADDRESS PORT COUNT} keeps
 * what it opens, {@code close ADDRESS PORT COUNT} makes as many connections to itself and leaves them in TIME_WAIT,
 * {@code leak ADDRESS PORT COUNT} accepts as many from itself, with a keepalive of a second, and closes one side only.
 */
public final class SocketHolder {
    private static final int SERVERS = 8;

    private SocketHolder() {}

    public static void main(String[] arguments) throws Exception {
        var address = new InetSocketAddress(InetAddress.ofLiteral(arguments[1]), Integer.parseInt(arguments[2]));
        int number = Integer.parseInt(arguments[3]);
        var sockets = switch (arguments[0]) {
            case "listen" -> listen(address, number);
            case "connect" -> connect(address, number);
            case "close" -> close(address, number);
            case "leak" -> leak(address, number);
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Until whoever started this closes it.
        }
        for (var socket : sockets) {
            socket.close();
        }
    }

    private static List<? extends AutoCloseable> listen(InetSocketAddress address, int backlog) throws Exception {
        return List.of(new ServerSocket(address.getPort(), backlog, address.getAddress()));
    }

    private static List<? extends AutoCloseable> connect(InetSocketAddress address, int count) throws Exception {
        var sockets = new ArrayList<SocketChannel>(count);
        for (int i = 0; i < count; i++) {
            sockets.add(SocketChannel.open(address));
        }
        return sockets;
    }

    private static List<? extends AutoCloseable> leak(InetSocketAddress address, int count) throws Exception {
        var accepted = new ArrayList<SocketChannel>(count);
        try (var server = ServerSocketChannel.open().bind(address)) {
            for (int i = 0; i < count; i++) {
                try (var _ = SocketChannel.open(address)) {
                    accepted.add(server.accept()
                            .setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 1)
                            .setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1)
                            .setOption(StandardSocketOptions.SO_KEEPALIVE, true));
                }
            }
        }
        return accepted;
    }

    /** The client closes first, and so is in TIME_WAIT; several servers, since one has not enough ports for them all. */
    private static List<? extends AutoCloseable> close(InetSocketAddress address, int count) throws Exception {
        var servers = new ArrayList<ServerSocketChannel>();
        for (int i = 0; i < SERVERS; i++) {
            servers.add(ServerSocketChannel.open()
                    .bind(new InetSocketAddress(address.getAddress(), address.getPort() + i)));
        }
        for (int i = 0; i < count; i++) {
            var server = servers.get(i % SERVERS);
            var client = SocketChannel.open(server.getLocalAddress());
            try (var accepted = server.accept()) {
                client.close();
                accepted.read(ByteBuffer.allocate(1)); // the end: the client's FIN is here
            }
        }
        return servers;
    }
}
