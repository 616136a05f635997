package dev.connstate.agent.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;

/** Which families the two ends of a loopback connection have. */
public enum Family {
    IPV4(StandardProtocolFamily.INET, "127.0.0.1", StandardProtocolFamily.INET, "127.0.0.1"),
    IPV6(StandardProtocolFamily.INET6, "::1", StandardProtocolFamily.INET6, "::1"),
    /** A dual-stack server, as Java's and Go's are, and an IPv4 client. */
    V4_MAPPED(StandardProtocolFamily.INET6, "::", StandardProtocolFamily.INET, "127.0.0.1");

    private final ProtocolFamily server;
    private final String listenAddress;
    private final ProtocolFamily client;
    private final String serverAddress;

    Family(ProtocolFamily server, String listenAddress, ProtocolFamily client, String serverAddress) {
        this.server = server;
        this.listenAddress = listenAddress;
        this.client = client;
        this.serverAddress = serverAddress;
    }

    ProtocolFamily server() {
        return server;
    }

    ProtocolFamily client() {
        return client;
    }

    /** Where a server listens. */
    InetSocketAddress listenAt(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(listenAddress), port);
    }

    /** Where a client finds it. */
    InetSocketAddress connectTo(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(serverAddress), port);
    }
}
