package dev.connstate.diagnosis.lab;

import java.time.Duration;
import java.util.Optional;

/**
 * A network namespace of its own, with a loopback device that is up, and what can be done in it. Sockets never block:
 * a connect that gets no answer and an accept with nobody waiting return at once.
 *
 * <p>Whatever the kernel refuses ends the lab with one sentence.
 */
public interface Stage {
    /** Tells the audience what happens next. */
    void says(String step);

    /** Writes a setting of this namespace: {@code net.ipv4.ip_local_port_range}. */
    void sysctl(String name, String value);

    /** Gives the loopback device one more address, so that not all traffic is to 127.0.0.0/8 or {@code ::1}. */
    void address(String address);

    /**
     * With SO_REUSEADDR, as servers do.
     *
     * @param backlog as the program passes it to listen(2)
     */
    Descriptor listen(String address, int port, int backlog, Option... options);

    /** The port is chosen by the kernel. Returns before the connection is established, and when it never is. */
    Descriptor connect(String address, int port, Option... options);

    /** As {@link #connect}, after a bind(2) to the address with port 0. */
    Descriptor connectFrom(String source, String address, int port, Option... options);

    /** As {@link #connect}, but empty when no ephemeral port is left for this destination. */
    Optional<Descriptor> tryConnect(String address, int port, Option... options);

    /** As {@link #connectFrom}, but empty when no ephemeral port is left for this source. */
    Optional<Descriptor> tryConnectFrom(String source, String address, int port, Option... options);

    /** How many more descriptors this process may open, of RLIMIT_NOFILE. */
    int room();

    /** The next connection of the accept queue, empty when none waits. */
    Optional<Descriptor> accept(Descriptor listener);

    /** Writes so many bytes, or as many as the send buffer takes; nothing where the peer has reset the connection. */
    void send(Descriptor connection, int bytes);

    /** Reads and drops what has come, at most so many bytes; says how many, 0 for none and at the end. Of UDP, whole datagrams. */
    int receive(Descriptor connection, int most);

    /** shutdown(2) of the sending side. */
    void shutdown(Descriptor connection);

    void close(Descriptor descriptor);

    /**
     * From now on the socket's end of the network is cut: what arrives for it is lost, by a socket filter. The kernel
     * counts that among the socket's drops; what a deaf listener's queue holds hears nothing either.
     */
    void deafen(Descriptor socket);

    /** Ends what {@link #deafen} began. */
    void hear(Descriptor socket);

    /** @param receiveBuffer SO_RCVBUF; 0 leaves the default */
    Descriptor udp(String address, int port, int receiveBuffer);

    /** One datagram, from a socket that is opened for it only. */
    void sendTo(String address, int port, int bytes);

    void pause(Duration time) throws InterruptedException;

    /** Does something again and again until the curtain falls, which ends the script. */
    void every(Duration time, Action action) throws InterruptedException;

    /** An open socket. */
    record Descriptor(int number) {}

    /** Set before bind(2). */
    enum Option {
        /** SO_REUSEPORT */
        REUSE_PORT,
        /** TCP_DEFER_ACCEPT of ten seconds */
        DEFER_ACCEPT,
        /** SO_KEEPALIVE */
        KEEPALIVE,
        /** TCP_KEEPIDLE of an hour */
        KEEPIDLE,
        /** IP_BIND_ADDRESS_NO_PORT */
        BIND_ADDRESS_NO_PORT,
        /** a receive buffer of the smallest size */
        SMALL_RECEIVE_BUFFER,
        /** SO_LINGER of zero seconds: close(2) resets the connection and leaves no TIME_WAIT */
        RESET_ON_CLOSE,
        /** {@link #deafen} from the start, so that a client doesn't hear even the answer to its SYN */
        DEAF
    }

    /** A step that is repeated. */
    @FunctionalInterface
    interface Action {
        void run() throws InterruptedException;
    }
}
