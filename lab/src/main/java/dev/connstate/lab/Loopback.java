package dev.connstate.lab;

import static dev.connstate.lab.libc.Constants.AF_INET;
import static dev.connstate.lab.libc.Constants.AF_INET6;
import static dev.connstate.lab.libc.Constants.IFF_UP;
import static dev.connstate.lab.libc.Constants.SIOCGIFFLAGS;
import static dev.connstate.lab.libc.Constants.SIOCSIFADDR;
import static dev.connstate.lab.libc.Constants.SIOCSIFFLAGS;
import static dev.connstate.lab.libc.Constants.SIOCSIFNETMASK;
import static dev.connstate.lab.libc.Constants.SOCK_CLOEXEC;
import static dev.connstate.lab.libc.Constants.SOCK_DGRAM;
import static dev.connstate.lab.libc.Errno.EADDRNOTAVAIL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.connstate.lab.libc.Libc;
import dev.connstate.report.Address;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The only device of a new namespace, where it is down at first, and has no address but 127.0.0.1 and {@code ::1}. */
final class Loopback {
    /** {@code struct ifreq}: a name of 16 bytes, then what is asked. */
    private static final int IFREQ = 40;

    private static final int NAME = 16;
    /** {@code struct in6_ifreq}: an address, the length of its prefix, the number of the device. */
    private static final int IN6_IFREQ = 24;

    /** {@code LOOPBACK_IFINDEX}, in every namespace. */
    private static final int NUMBER = 1;

    private static final Duration USABLE_WITHIN = Duration.ofSeconds(5);

    private static final Address WHOLE = Address.v4(0xffff_ffff);

    private final Libc libc;
    private final Kernel kernel;
    private int aliases;

    Loopback(Kernel kernel) {
        this.kernel = kernel;
        this.libc = kernel.libc();
    }

    /** Where it is up already, as in a pod, that takes no rights. */
    void up() {
        try (var scratch = Arena.ofConfined()) {
            var request = request(scratch, "lo");
            ask("say whether lo is up", AF_INET, SIOCGIFFLAGS, request);
            short flags = request.get(JAVA_SHORT, NAME);
            if ((flags & IFF_UP) == 0) {
                request.set(JAVA_SHORT, NAME, (short) (flags | IFF_UP));
                ask("bring lo up", AF_INET, SIOCSIFFLAGS, request);
            }
        }
    }

    void add(Address address) {
        if (address.isV4()) {
            addV4(address);
        } else {
            addV6(address);
        }
    }

    /** Without the mask a whole 10.0.0.0/8 would be this host's own. */
    private void addV4(Address address) {
        try (var scratch = Arena.ofConfined()) {
            var attempt = "give lo the address " + address;
            aliases++;
            ask(attempt, AF_INET, SIOCSIFADDR, request(scratch, "lo:" + aliases, address));
            ask(attempt, AF_INET, SIOCSIFNETMASK, request(scratch, "lo:" + aliases, WHOLE));
        }
    }

    private void addV6(Address address) {
        try (var scratch = Arena.ofConfined()) {
            var request = scratch.allocate(IN6_IFREQ, Integer.BYTES).copyFrom(MemorySegment.ofArray(address.bytes()));
            request.set(JAVA_INT, 16, 128);
            request.set(JAVA_INT, 20, NUMBER);
            ask("give lo the address " + address, AF_INET6, SIOCSIFADDR, request);
        }
        awaitUsable(address);
    }

    /** The kernel looks for duplicates of an IPv6 address even on lo, for a moment and in the background. */
    private void awaitUsable(Address address) {
        long until = System.nanoTime() + USABLE_WITHIN.toNanos();
        while (!isUsable(address, System.nanoTime() > until)) {
            LockSupport.parkNanos(USABLE_WITHIN.toNanos() / 1000);
        }
    }

    private boolean isUsable(Address address, boolean isLastTry) {
        var attempt = "bind to " + address;
        int socket = kernel.allowed(attempt, libc.socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC));
        try (var scratch = Arena.ofConfined()) {
            int result = libc.bind(socket, new Endpoint(address, 0).sockaddr(scratch));
            return kernel.allowed(attempt, result, isLastTry ? 0 : EADDRNOTAVAIL) == 0;
        } finally {
            libc.close(socket);
        }
    }

    private static MemorySegment request(Arena arena, String name) {
        var request = arena.allocate(IFREQ, Long.BYTES);
        request.setString(0, name);
        return request;
    }

    private static MemorySegment request(Arena arena, String name, Address address) {
        var request = request(arena, name);
        var sockaddr = new Endpoint(address, 0).sockaddr(arena);
        MemorySegment.copy(sockaddr, JAVA_BYTE, 0, request, JAVA_BYTE, NAME, sockaddr.byteSize());
        return request;
    }

    /** Devices are asked for through any socket of the family. */
    private void ask(String attempt, int family, int what, MemorySegment request) {
        int socket = kernel.allowed(attempt, libc.socket(family, SOCK_DGRAM | SOCK_CLOEXEC));
        try {
            kernel.allowed(attempt, libc.ioctl(socket, what, request));
        } finally {
            libc.close(socket);
        }
    }
}
