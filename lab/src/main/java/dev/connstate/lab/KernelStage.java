package dev.connstate.lab;

import static dev.connstate.lab.libc.Constants.MSG_NOSIGNAL;
import static dev.connstate.lab.libc.Constants.SHUT_WR;
import static dev.connstate.lab.libc.Constants.SOCK_CLOEXEC;
import static dev.connstate.lab.libc.Constants.SOCK_DGRAM;
import static dev.connstate.lab.libc.Constants.SOCK_NONBLOCK;
import static dev.connstate.lab.libc.Constants.SOCK_STREAM;
import static dev.connstate.lab.libc.Errno.EADDRINUSE;
import static dev.connstate.lab.libc.Errno.EADDRNOTAVAIL;
import static dev.connstate.lab.libc.Errno.EAGAIN;
import static dev.connstate.lab.libc.Errno.ECONNABORTED;
import static dev.connstate.lab.libc.Errno.ECONNREFUSED;
import static dev.connstate.lab.libc.Errno.ECONNRESET;
import static dev.connstate.lab.libc.Errno.EINPROGRESS;
import static dev.connstate.lab.libc.Errno.EPIPE;
import static dev.connstate.lab.libc.Errno.ETIMEDOUT;

import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.lab.libc.Libc;
import dev.connstate.report.Address;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The network namespace that this process is in. The settings and addresses with which a script begins are still part of
 * building it; then the audience is waited for. It belongs to the thread that made it.
 */
final class KernelStage implements Stage {
    private static final int FLAGS = SOCK_NONBLOCK | SOCK_CLOEXEC;
    private static final int BUFFER = 1 << 16;

    private final Audience audience;
    private final Libc libc;
    private final Kernel kernel;
    private final Loopback loopback;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER);

    /** What each open socket is. The JVM has descriptors of its own, which no script shall hit by a number closed twice. */
    private final Map<Descriptor, String> open = new HashMap<>();

    KernelStage(Libc libc, Audience audience) {
        this.audience = audience;
        this.libc = libc;
        this.kernel = new Kernel(libc);
        this.loopback = new Loopback(kernel);
        loopback.up();
    }

    @Override
    public void says(String step) {
        audience.hear(step);
    }

    @Override
    public void sysctl(String name, String value) {
        var file = Path.of("/proc/sys", name.split("\\."));
        try {
            if (!words(read(file)).equals(words(value))) {
                Files.writeString(file, value, StandardOpenOption.WRITE);
            }
        } catch (NoSuchFileException e) {
            throw refused(name, value, "there is no such setting here");
        } catch (AccessDeniedException e) {
            throw refused(name, value, "it is not this process's to set; a pod is given it by securityContext.sysctls");
        } catch (IOException e) {
            throw refused(name, value, e.getMessage());
        }
    }

    @Override
    public void address(String address) {
        loopback.add(Address.parse(address));
    }

    @Override
    public Descriptor listen(String address, int port, int backlog, Option... options) {
        var at = Endpoint.of(address, port);
        var listener = socket(at, SOCK_STREAM, "the listener at " + at, options);
        set(listener, SocketOption.REUSE_ADDRESS);
        bind(listener, at);
        kernel.allowed("listen at %s with backlog %d".formatted(at, backlog), libc.listen(listener.number(), backlog));
        return listener;
    }

    @Override
    public Descriptor connect(String address, int port, Option... options) {
        var to = Endpoint.of(address, port);
        var client = client(to, options);
        connect(client, to);
        return client;
    }

    @Override
    public Descriptor connectFrom(String source, String address, int port, Option... options) {
        var to = Endpoint.of(address, port);
        var client = client(to, options);
        bind(client, Endpoint.of(source, 0));
        connect(client, to);
        return client;
    }

    @Override
    public Optional<Descriptor> tryConnect(String address, int port, Option... options) {
        var to = Endpoint.of(address, port);
        var client = client(to, options);
        return connect(client, to, EADDRNOTAVAIL) ? Optional.of(client) : none(client);
    }

    @Override
    public Optional<Descriptor> tryConnectFrom(String source, String address, int port, Option... options) {
        var to = Endpoint.of(address, port);
        var client = client(to, options);
        boolean hasPort = bind(client, Endpoint.of(source, 0), EADDRINUSE) && connect(client, to, EADDRNOTAVAIL);
        return hasPort ? Optional.of(client) : none(client);
    }

    @Override
    public int room() {
        return DescriptorLimit.room();
    }

    @Override
    public Optional<Descriptor> accept(Descriptor listener) {
        int number;
        do {
            number = kernel.allowed(
                    "accept from " + name(listener), libc.accept4(listener.number(), FLAGS), EAGAIN, ECONNABORTED);
        } while (number == -ECONNABORTED);
        return number < 0 ? Optional.empty() : Optional.of(opened(number, "a connection to " + name(listener)));
    }

    @Override
    public void send(Descriptor connection, int bytes) {
        var attempt = "send to " + name(connection);
        for (long left = bytes, sent; left > 0; left -= sent) {
            sent = kernel.allowed(
                    attempt,
                    libc.send(connection.number(), buffer.asSlice(0, Math.min(left, BUFFER)), MSG_NOSIGNAL),
                    EAGAIN,
                    EPIPE,
                    ECONNRESET,
                    ECONNREFUSED,
                    ETIMEDOUT);
            if (sent <= 0) {
                return;
            }
        }
    }

    @Override
    public int receive(Descriptor connection, int most) {
        var attempt = "receive from " + name(connection);
        int received = 0;
        while (received < most) {
            long part = kernel.allowed(
                    attempt,
                    libc.recv(connection.number(), buffer.asSlice(0, Math.min(most - received, BUFFER))),
                    EAGAIN,
                    ECONNRESET,
                    ECONNREFUSED,
                    ETIMEDOUT);
            if (part <= 0) {
                break;
            }
            received += (int) part;
        }
        return received;
    }

    @Override
    public void shutdown(Descriptor connection) {
        kernel.allowed("shut down " + name(connection), libc.shutdown(connection.number(), SHUT_WR));
    }

    @Override
    public void close(Descriptor descriptor) {
        kernel.allowed("close " + name(descriptor), libc.close(descriptor.number()));
        open.remove(descriptor);
    }

    @Override
    public void deafen(Descriptor socket) {
        set(socket, SocketOption.DEAF);
    }

    @Override
    public void hear(Descriptor socket) {
        set(socket, SocketOption.HEARING);
    }

    @Override
    public Descriptor udp(String address, int port, int receiveBuffer) {
        var at = Endpoint.of(address, port);
        var socket = socket(at, SOCK_DGRAM, "the UDP socket at " + at);
        if (receiveBuffer > 0) {
            set(socket, SocketOption.receiveBuffer(receiveBuffer));
        }
        bind(socket, at);
        return socket;
    }

    @Override
    public void sendTo(String address, int port, int bytes) {
        var to = Endpoint.of(address, port);
        var sender = socket(to, SOCK_DGRAM, "the sender of datagrams to " + to);
        try (var scratch = Arena.ofConfined()) {
            kernel.allowed(
                    "send a datagram of %d bytes to %s".formatted(bytes, to),
                    libc.sendto(sender.number(), buffer.asSlice(0, bytes), to.sockaddr(scratch)),
                    EAGAIN);
        }
        close(sender);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        audience.isSeated();
        Thread.sleep(time);
    }

    @Override
    public void every(Duration time, Action action) throws InterruptedException {
        audience.isSeated();
        audience.seesTheLastScene();
        for (long next = System.nanoTime(); ; next = Math.max(next + time.toNanos(), System.nanoTime())) {
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            action.run();
        }
    }

    private Descriptor client(Endpoint to, Option... options) {
        return socket(to, SOCK_STREAM, "the connection to " + to, options);
    }

    private Descriptor socket(Endpoint end, int type, String name, Option... options) {
        audience.isSeated();
        int number = kernel.allowed("open a socket for " + name, libc.socket(end.family(), type | FLAGS));
        var socket = opened(number, name);
        for (var option : options) {
            set(socket, SocketOption.of(option));
        }
        return socket;
    }

    private Descriptor opened(int number, String name) {
        var descriptor = new Descriptor(number);
        open.put(descriptor, name);
        return descriptor;
    }

    private String name(Descriptor descriptor) {
        var name = open.get(descriptor);
        if (name == null) {
            throw new IllegalArgumentException("the script has closed %s already".formatted(descriptor));
        }
        return name;
    }

    private void set(Descriptor socket, SocketOption option) {
        kernel.allowed(
                "set %s on %s".formatted(option.text(), name(socket)),
                libc.setsockopt(socket.number(), option.level(), option.name(), option.value()));
    }

    private boolean bind(Descriptor socket, Endpoint to, int... expected) {
        try (var scratch = Arena.ofConfined()) {
            return kernel.allowed("bind to " + to, libc.bind(socket.number(), to.sockaddr(scratch)), expected) == 0;
        }
    }

    /** On a socket that never blocks, a refusal by the peer is known later as a rule, but may be at once. */
    private boolean connect(Descriptor client, Endpoint to, int... expected) {
        try (var scratch = Arena.ofConfined()) {
            int result = libc.connect(client.number(), to.sockaddr(scratch));
            return result == -EINPROGRESS
                    || result == -ECONNREFUSED
                    || kernel.allowed("connect to " + to, result, expected) == 0;
        }
    }

    private static LabException refused(String sysctl, String value, String why) {
        return new LabException("the kernel refuses to set %s = %s: %s".formatted(sysctl, value, why));
    }

    /** In one read(2): a setting has an end after the first. */
    private static String read(Path setting) throws IOException {
        try (var in = Files.newBufferedReader(setting)) {
            return Objects.requireNonNullElse(in.readLine(), "");
        }
    }

    /** The kernel writes tabs between numbers. */
    private static List<String> words(String value) {
        return List.of(value.strip().split("\\s+"));
    }

    private Optional<Descriptor> none(Descriptor client) {
        close(client);
        return Optional.empty();
    }
}
