package dev.connstate.agent.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** Sockets of one namespace, closed together. Each is opened on the namespace's thread. */
public final class Sockets implements AutoCloseable {
    private static final int SMALL_BUFFER = 4096;
    private static final int DEFERRED_SECONDS = 120;
    private static final int DEFERRED_BACKLOG = 16;

    private final TestNamespace namespace;
    private final Family family;
    private final Deque<Closeable> open = new ArrayDeque<>();

    public Sockets(TestNamespace namespace, Family family) {
        this.namespace = namespace;
        this.family = family;
    }

    public ServerSocketChannel listen(int port, int backlog) throws Exception {
        return namespace.call(() -> {
            var server = keep(ServerSocketChannel.open(family.server()));
            server.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
            return server.bind(family.listenAt(port), backlog);
        });
    }

    /** Half-open connections to this port stay half-open. */
    public void listenDeferred(int port) throws Exception {
        namespace.run(() -> keep(KernelSocket.deferred(family.listenAt(port), DEFERRED_SECONDS, DEFERRED_BACKLOG)));
    }

    /** A client that is connected, be it accepted or not. */
    public SocketChannel connect(int port) throws Exception {
        return namespace.call(() -> {
            var client = keep(SocketChannel.open(family.client()));
            client.connect(family.connectTo(port));
            return client;
        });
    }

    /** A client whose connection is on its way, for ever where the listener drops it. */
    public SocketChannel begin(int port) throws Exception {
        return namespace.call(() -> {
            var client = keep(SocketChannel.open(family.client()));
            client.configureBlocking(false);
            client.connect(family.connectTo(port));
            return client;
        });
    }

    /** A client at an address of its own that hears no answer, so that the connection is half-open. */
    public KernelSocket connectDeaf(String from, int port) throws Exception {
        return namespace.call(() -> keep(KernelSocket.deaf(at(from), family.connectTo(port))));
    }

    /** A client that can be made deaf. */
    public KernelSocket connect(String from, int port) throws Exception {
        return namespace.call(() -> keep(KernelSocket.connected(at(from), family.connectTo(port))));
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    }

    /** The next connection in the listener's queue. */
    public SocketChannel accept(ServerSocketChannel server) throws Exception {
        return namespace.call(() -> keep(server.accept()));
    }

    public Pair pair(ServerSocketChannel server) throws Exception {
        var client = connect(server.socket().getLocalPort());
        return new Pair(client, accept(server));
    }

    /** A socket with an address and no connection. */
    public void bindOnly(int port) throws Exception {
        namespace.run(() -> keep(SocketChannel.open(family.client())).bind(family.connectTo(port)));
    }

    public <T extends Closeable> T keep(T socket) {
        open.push(socket);
        return socket;
    }

    @Override
    public void close() {
        try {
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A connection, accepted.
     *
     * @param server the end that a small receive buffer was given
     */
    public record Pair(SocketChannel client, SocketChannel server) {
        /** Has the client write until the server, which reads nothing, has closed its window and nothing more fits. */
        public void fill() throws IOException {
            client.configureBlocking(false);
            var bytes = ByteBuffer.allocate(1 << 20);
            while (client.write(bytes) > 0) {
                bytes.clear();
            }
        }
    }
}
