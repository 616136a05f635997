package dev.connstate.agent.kernel.proc;

import java.util.Optional;

/** {@code /proc/net/packet}: every AF_PACKET socket ({@code packet_seq_show}). */
public final class NetPacket {
    private static final int INODE = 8;

    private NetPacket() {}

    public static long[] parse(String text) throws MalformedFile {
        return new InodeColumn(text)
                .below("sk", columns -> Optional.of(Numbers.unsigned(InodeColumn.column(columns, INODE))));
    }
}
