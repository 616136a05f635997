package dev.connstate.lab;

import static dev.connstate.lab.libc.Constants.AF_INET;
import static dev.connstate.lab.libc.Constants.AF_INET6;

import dev.connstate.report.Address;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An address with a port, as scripts write it and as the kernel reads it. */
record Endpoint(Address address, int port) {
    private static final int SOCKADDR_IN = 16;
    private static final int SOCKADDR_IN6 = 28;

    static Endpoint of(String address, int port) {
        return new Endpoint(Address.parse(address), port);
    }

    int family() {
        return address.isV4() ? AF_INET : AF_INET6;
    }

    /** A {@code struct sockaddr_in} or {@code sockaddr_in6}: port and address in network order. */
    MemorySegment sockaddr(Arena arena) {
        var bytes = ByteBuffer.allocate(address.isV4() ? SOCKADDR_IN : SOCKADDR_IN6)
                .order(ByteOrder.nativeOrder())
                .putShort((short) family())
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) port);
        if (!address.isV4()) {
            bytes.putInt(0); // flow information
        }
        bytes.put(address.bytes());
        return arena.allocate(bytes.capacity(), Long.BYTES).copyFrom(MemorySegment.ofArray(bytes.array()));
    }

    @Override
    public String toString() {
        return address.withPort(port);
    }
}
