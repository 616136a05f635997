package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.MalformedFile;
import dev.connstate.agent.kernel.proc.NetNetlink;
import dev.connstate.agent.kernel.proc.NetPacket;
import dev.connstate.agent.kernel.proc.NetUnix;
import dev.connstate.agent.kernel.proc.ProcText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/** The inodes of the sockets that are not of IP: of AF_UNIX, of AF_NETLINK without the kernel's own, of AF_PACKET. */
record OtherTables(NetUnix unix, long[] netlink, long[] packet) {
    /**
     * Empty when a kernel, or who made the files, does not show them. AF_PACKET is a module: without its file there is
     * no such socket.
     *
     * @param text memory to read into
     */
    static Optional<OtherTables> read(Path net, ProcText text) throws IOException {
        var unix = read(net.resolve("unix"), text, NetUnix::parse);
        var netlink = read(net.resolve("netlink"), text, NetNetlink::parse);
        if (unix.isEmpty() || netlink.isEmpty()) {
            return Optional.empty();
        }
        var packet = net.resolve("packet");
        Optional<long[]> packets = Files.exists(packet) ? read(packet, text, NetPacket::parse) : Optional.empty();
        return Optional.of(new OtherTables(unix.get(), netlink.get(), packets.orElse(new long[0])));
    }

    /** How many exist: one more for each AF_UNIX socket that is closed and there still. */
    long count() {
        return unix.inodes().length + unix.closedPeers() + netlink.length + packet.length;
    }

    LongStream inodes() {
        return Arrays.stream(new long[][] {unix.inodes(), netlink, packet}).flatMapToLong(Arrays::stream);
    }

    private static <T> Optional<T> read(Path file, ProcText text, Parser<T> parser) throws IOException {
        try {
            text.read(file);
            return Optional.of(parser.parse(text));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedFile e) {
            throw new IOException("%s %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new IOException("%s cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }

    private interface Parser<T> {
        T parse(ProcText text) throws MalformedFile;
    }
}
