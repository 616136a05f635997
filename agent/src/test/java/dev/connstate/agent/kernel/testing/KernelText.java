package dev.connstate.agent.kernel.testing;

import dev.connstate.agent.kernel.libc.testing.ScriptedLibc;
import dev.connstate.agent.kernel.libc.testing.ScriptedLibc.Answer;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.IfInet6;
import dev.connstate.agent.kernel.proc.NetFibTrie;
import dev.connstate.agent.kernel.proc.NetNetlink;
import dev.connstate.agent.kernel.proc.NetPacket;
import dev.connstate.agent.kernel.proc.NetSnmp;
import dev.connstate.agent.kernel.proc.NetSnmp6;
import dev.connstate.agent.kernel.proc.NetSockstat;
import dev.connstate.agent.kernel.proc.NetSoftnet;
import dev.connstate.agent.kernel.proc.NetUnix;
import dev.connstate.agent.kernel.proc.NfConntrack;
import dev.connstate.agent.kernel.proc.ProcText;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.report.Address;
import dev.connstate.report.Counters;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** What our parsers make of a kernel's file, or the sentence they refuse it with. */
public final class KernelText {
    private final KernelFolder folder;
    private final String file;
    private final StringJoiner text = new StringJoiner("\n", "", "\n");

    private KernelText(KernelFolder folder, String file) {
        this.folder = folder;
        this.file = file;
    }

    /** {@code tcp.three-fields.broken} is parsed as {@code tcp}. */
    public static String of(KernelFolder folder, String file) {
        var parsed = new KernelText(folder, file);
        parsed.text.add("== " + file);
        try {
            parsed.parse();
        } catch (IOException e) {
            parsed.text.add("%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
        }
        return parsed.text.toString();
    }

    private void parse() throws IOException {
        switch (file.replaceFirst("^.*/", "").replaceFirst("\\..*", "")) {
            case "tcp", "tcp6" -> table(SocketTable.tcp());
            case "udp", "udp6" -> table(SocketTable.udp());
            case "snmp", "netstat" -> counters(NetSnmp.parse(string()));
            case "snmp6" -> counters(NetSnmp6.parse(string()));
            case "sockstat", "sockstat6" -> sockstat(NetSockstat.parse(string()));
            case "unix" -> {
                var unix = NetUnix.parse(ProcText.of(string()));
                inodes(unix.inodes());
                text.add("closed peers " + unix.closedPeers());
            }
            case "netlink" -> inodes(NetNetlink.parse(ProcText.of(string())));
            case "packet" -> inodes(NetPacket.parse(ProcText.of(string())));
            case "fib_trie" -> addresses(NetFibTrie.parse(new BufferedReader(new StringReader(string()))));
            case "if_inet6" -> addresses(IfInet6.parse(string()));
            case "softnet_stat" -> counters(NetSoftnet.parse(string()));
            case "nf_conntrack" -> {
                var conntrack = new NfConntrack().parse(ProcText.of(string()), OptionalLong.empty());
                text.add("entries " + conntrack.entries());
                counters(conntrack.counters());
            }
            case "sockdiag-listen" -> dump(diag -> diag.listeners(row -> text.add(RowText.of(row))));
            case "sockdiag-tcp" -> dump(diag -> diag.connections(row -> text.add(RowText.of(row))));
            case "sockdiag-udp" -> dump(diag -> diag.udp(row -> text.add(RowText.of(row))));
            default -> throw new AssertionError("nothing uses " + folder.file(file));
        }
    }

    private void table(SocketTable table) throws IOException {
        var reading = table.read(new ByteArrayInputStream(folder.bytes(file)), row -> text.add(RowText.of(row)));
        reading.firstOdd().ifPresent(odd -> text.add("%s; %d odd lines".formatted(odd, reading.oddLines())));
    }

    private void sockstat(Counters sockstat) {
        counters(NetSockstat.ofNamespace(sockstat));
        var host = NetSockstat.ofHost(sockstat);
        if (!host.names().isEmpty()) {
            text.add("of the host:");
            counters(host);
        }
    }

    private void inodes(long[] inodes) {
        text.add("inodes " + Arrays.toString(inodes));
    }

    private void addresses(List<Address> addresses) {
        addresses.forEach(address -> text.add(address.toString()));
    }

    private void counters(Counters counters) {
        for (int i = 0; i < counters.names().size(); i++) {
            long value = counters.values().get(i);
            text.add("%s %s".formatted(counters.names().get(i), value == -1 ? "-1" : Long.toUnsignedString(value)));
        }
    }

    private void dump(Walk walk) throws IOException {
        var libc = new ScriptedLibc();
        folder.answers(file)
                .forEach(answer -> libc.conversation(new Answer.Bytes(answer), new Answer.Bytes(new byte[0])));
        try (var diag = new SockDiag(libc)) {
            walk.of(diag);
        }
    }

    private String string() {
        return new String(folder.bytes(file), StandardCharsets.ISO_8859_1);
    }

    private interface Walk {
        void of(SockDiag diag) throws IOException;
    }
}
