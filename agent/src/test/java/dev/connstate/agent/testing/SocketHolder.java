package dev.connstate.agent.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A process with sockets: {@code listen ADDRESS PORT BACKLOG} accepts nothing, {@code connect ADDRESS PORT COUNT} keeps
 * what it opens.
 */
public final class SocketHolder {
    private SocketHolder() {}

    public static void main(String[] arguments) throws Exception {
        var address = new InetSocketAddress(InetAddress.ofLiteral(arguments[1]), Integer.parseInt(arguments[2]));
        int number = Integer.parseInt(arguments[3]);
        var sockets = arguments[0].equals("listen") ? listen(address, number) : connect(address, number);
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
}
