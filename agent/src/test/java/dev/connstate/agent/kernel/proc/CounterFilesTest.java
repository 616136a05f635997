package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.kernel.testing.KernelFolder;
import dev.connstate.report.Counters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CounterFilesTest {
    @Test
    void snmpIsMatchedByNameWhateverElseAKernelHas() throws MalformedFile {
        var old = NetSnmp.parse("TcpExt: SyncookiesSent ListenOverflows\nTcpExt: 1 2\n");
        var young = NetSnmp.parse("TcpExt: SyncookiesSent BeyondWindow ListenOverflows\nTcpExt: 1 9 2\n");
        assertThat(old.of("TcpExt.ListenOverflows")).hasValue(2);
        assertThat(young.of("TcpExt.ListenOverflows")).hasValue(2);
        assertThat(old.of("TcpExt.BeyondWindow")).isEmpty();
    }

    @Test
    void countersAreUnsignedAndMaxConnIsMinusOne() throws MalformedFile {
        var counters = NetSnmp.parse("Tcp: MaxConn InSegs\nTcp: -1 18446744073709551615\n");
        assertThat(counters.of("Tcp.MaxConn")).hasValue(-1);
        assertThat(Long.toUnsignedString(counters.of("Tcp.InSegs").orElseThrow()))
                .isEqualTo("18446744073709551615");
        assertThatThrownBy(() -> NetSnmp.parse("Tcp: InSegs\nTcp: -2\n")).isInstanceOf(MalformedFile.class);
        assertThatThrownBy(() -> NetSnmp.parse("Tcp: InSegs\nTcp: 18446744073709551616\n"))
                .isInstanceOf(MalformedFile.class);
    }

    /** Values that do not pair with their names would be taken for other counters. */
    @Test
    void aHeadingThatEndsInABlankIsRefused() {
        assertThatThrownBy(() -> NetSnmp.parse("Udp: InDatagrams \nUdp: 1 2\n"))
                .isInstanceOf(MalformedFile.class)
                .hasMessage("has 1 names and 2 values");
    }

    @Test
    void snmp6LeavesOutTheMessageTypesThatComeAndGo() throws MalformedFile {
        var counters = NetSnmp6.parse("Icmp6InMsgs 3\nIcmp6OutType133 2\nIcmp6InType135\t1\nUdp6RcvbufErrors \t7\n");
        assertThat(counters).isEqualTo(new Counters(List.of("Icmp6InMsgs", "Udp6RcvbufErrors"), List.of(3L, 7L)));
    }

    @Test
    void sockstatIsPartedIntoTheNamespacesAndTheHosts() throws MalformedFile {
        var text = "sockets: used 162\nTCP: inuse 7 orphan 1 tw 2 alloc 19 mem 4\nUDP: inuse 3 mem 212\n";
        var sockstat = NetSockstat.parse(text);
        assertThat(NetSockstat.ofNamespace(sockstat).names())
                .containsExactly("sockets.used", "TCP.inuse", "TCP.tw", "UDP.inuse");
        assertThat(NetSockstat.ofHost(sockstat))
                .isEqualTo(new Counters(
                        List.of("TCP.orphan", "TCP.alloc", "TCP.mem", "UDP.mem"), List.of(1L, 19L, 4L, 212L)));
    }

    @Test
    void softnetIsSummedOverTheCpus() throws MalformedFile {
        assertThat(NetSoftnet.parse("0000000a 00000001 00000002 00000000\n00000014 00000010 00000000 00000000\n"))
                .isEqualTo(new Counters(List.of("processed", "dropped", "time_squeeze"), List.of(30L, 17L, 2L)));
    }

    @Test
    void conntrackEntriesStandOnEachRowAndAreNotSummed() throws MalformedFile {
        var text = "entries  drop early_drop\n00001f4a  00000000 000000ff\n00001f4a  00000001 00000001\n";
        var conntrack = new NfConntrack().parse(ProcText.of(text), OptionalLong.of(262144));
        assertThat(conntrack.entries()).isEqualTo(0x1f4a);
        assertThat(conntrack.limit()).hasValue(262144);
        assertThat(conntrack.counters()).isEqualTo(new Counters(List.of("drop", "early_drop"), List.of(1L, 256L)));
    }

    @Test
    void theCapturedKernelHasTheCountersThatDiagnosesNeed() throws MalformedFile {
        var folder = KernelFolder.of("6.18.44-debian12");
        var netstat = NetSnmp.parse(string(folder, "netstat"));
        assertThat(netstat.of("TcpExt.ListenDrops")).hasValue(1);
        assertThat(netstat.of("TcpExt.TCPDeferAcceptDrop")).isPresent();
        assertThat(NetSnmp6.parse(string(folder, "snmp6"))
                        .of("Udp6RcvbufErrors")
                        .orElse(0))
                .isPositive();
    }

    private static String string(KernelFolder folder, String file) {
        return new String(folder.bytes("proc/net/" + file), StandardCharsets.ISO_8859_1);
    }
}
