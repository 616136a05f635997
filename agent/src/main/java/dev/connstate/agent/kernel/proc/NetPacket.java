package dev.connstate.agent.kernel.proc;

/** {@code /proc/net/packet}: every AF_PACKET socket ({@code packet_seq_show}). */
public final class NetPacket {
    private static final int INODE = 8;

    private NetPacket() {}

    public static long[] parse(ProcText text) throws MalformedFile {
        return new InodeColumn(text).below("sk", columns -> columns.number(INODE));
    }
}
