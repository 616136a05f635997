package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.MalformedFile;
import dev.connstate.agent.kernel.proc.NetNetlink;
import dev.connstate.agent.kernel.proc.NetPacket;
import dev.connstate.agent.kernel.proc.NetUnix;
import dev.connstate.agent.kernel.proc.ProcFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/** The inodes of the sockets that are not of IP: of AF_UNIX, of AF_NETLINK without the kernel's own, of AF_PACKET. */
record OtherTables(NetUnix unix, long[] netlink, long[] packet) {
    /**
     * Empty when a kernel, or who made the files, does not show them. AF_PACKET is a module: without its file there is
     * no such socket.
     */
    static Optional<OtherTables> read(Path net) throws IOException {
        var unix = net.resolve("unix");
        var netlink = net.resolve("netlink");
        var packet = net.resolve("packet");
        if (!Files.exists(unix) || !Files.exists(netlink)) {
            return Optional.empty();
        }
        return Optional.of(new OtherTables(
                read(unix, NetUnix::parse),
                read(netlink, NetNetlink::parse),
                Files.exists(packet) ? read(packet, NetPacket::parse) : new long[0]));
    }

    /** How many exist: one more for each AF_UNIX socket that is closed and there still. */
    long count() {
        return unix.inodes().length + unix.closedPeers() + netlink.length + packet.length;
    }

    LongStream inodes() {
        return Arrays.stream(new long[][] {unix.inodes(), netlink, packet}).flatMapToLong(Arrays::stream);
    }

    private static <T> T read(Path file, Parser<T> parser) throws IOException {
        try {
            return parser.parse(ProcFile.read(file));
        } catch (MalformedFile e) {
            throw new IOException("%s %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new IOException("%s cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }

    private interface Parser<T> {
        T parse(String text) throws MalformedFile;
    }
}
