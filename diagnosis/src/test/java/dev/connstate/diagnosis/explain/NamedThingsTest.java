package dev.connstate.diagnosis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.sysctl.Sysctls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every counter and every sysctl that a page names exists: in what kernels printed, or in the table. */
class NamedThingsTest {
    private static final Path KERNELS = Path.of("../agent/src/test/resources/kernel");
    private static final Pages PAGES = Pages.read();
    private static final Set<String> COUNTERS = counters();

    private static final Pattern GROUPED =
            Pattern.compile("\\b(TcpExt|Tcp|UdpLite|Udp|IpExt|Ip|Icmp|MPTcpExt)\\.([A-Z]\\w+)");
    private static final Pattern CAMEL = Pattern.compile("(?<![\\w./$-])[A-Z]+[a-z]+[A-Z]\\w*|\\bTCP[A-Z][a-z]\\w+");
    private static final Pattern CAMEL_CODE = Pattern.compile("`[A-Z]+[a-z]+[A-Z]\\w*`");
    private static final Pattern FULL_SYSCTL = Pattern.compile("\\bnet\\.(?:ipv4|core|netfilter)\\.\\w+");
    private static final Pattern SYSCTL =
            Pattern.compile("\\bnet\\.(?:ipv4|core|netfilter)\\.\\w+|(?<![\\w.`/-])(?:tcp|udp|nf_conntrack)_[a-z]\\w+");

    /** Words in the same spelling that are no counters. */
    private static final Set<String> OTHERS = Set.of(
            "KiB",
            "MiB",
            "GiB",
            "NodePorts",
            "ServerSocket",
            "ServerSocketChannel",
            "HttpServer",
            "WebSocket",
            "TcpExt",
            "IpExt",
            "MPTcpExt",
            "SysctlForbidden",
            "NetworkPolicy");

    /** A kernel function among a page's names, and settings without a page. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("tcp_conn_request", "net.ipv4.ping_group_range", "net.ipv4.tcp_invalid_ratelimit");

    static Stream<Page> pages() {
        return PAGES.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void countersExist(Page page) {
        assertThat(named(GROUPED, page).filter(name -> !COUNTERS.contains(name)))
                .as("counters that no kernel printed")
                .isEmpty();
        assertThat(named(page.kind() == Kind.SYMPTOM ? CAMEL_CODE : CAMEL, page)
                        .filter(name -> !OTHERS.contains(name) && !isCounter(name)))
                .as("counters that no kernel printed")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void sysctlsExist(Page page) {
        assertThat(named(page.kind() == Kind.SYMPTOM ? FULL_SYSCTL : SYSCTL, page)
                        .filter(name -> !NOT_SETTINGS.contains(name)))
                .as("settings that the table does not have")
                .filteredOn(name -> Sysctls.named(name).isEmpty())
                .isEmpty();
    }

    private static Stream<String> named(Pattern pattern, Page page) {
        return pattern.matcher(page.source()).results().map(MatchResult::group).map(name -> name.replace("`", ""));
    }

    private static boolean isCounter(String name) {
        return COUNTERS.stream().anyMatch(counter -> counter.equals(name) || counter.endsWith("." + name));
    }

    @Test
    void everyCounterOfTheFactsHasAPage() {
        var facts = """
                TcpExt.ListenOverflows TcpExt.ListenDrops TcpExt.TCPReqQFullDrop TcpExt.TCPReqQFullDoCookies
                TcpExt.SyncookiesSent TcpExt.SyncookiesRecv TcpExt.SyncookiesFailed TcpExt.TCPDeferAcceptDrop
                TcpExt.EmbryonicRsts Tcp.AttemptFails Tcp.ActiveOpens Tcp.PassiveOpens Tcp.EstabResets Tcp.OutRsts
                Tcp.CurrEstab Tcp.RetransSegs TcpExt.TCPSynRetrans TcpExt.TCPTimeouts TcpExt.TCPSYNChallenge
                TcpExt.TCPChallengeACK TcpExt.TW TcpExt.TWKilled TcpExt.TWRecycled TcpExt.TCPTimeWaitOverflow
                TcpExt.PAWSActive TcpExt.PAWSEstab TcpExt.PAWSOldAck TcpExt.PAWSTimewait TcpExt.TSEcrRejected
                TcpExt.TCPACKSkippedSynRecv TcpExt.TCPACKSkippedPAWS TcpExt.TCPACKSkippedSeq
                TcpExt.TCPACKSkippedFinWait2 TcpExt.TCPACKSkippedTimeWait TcpExt.TCPACKSkippedChallenge
                TcpExt.TCPAbortOnData TcpExt.TCPAbortOnClose TcpExt.TCPAbortOnMemory TcpExt.TCPAbortOnTimeout
                TcpExt.TCPAbortOnLinger TcpExt.TCPMemoryPressures TcpExt.TCPMemoryPressuresChrono TcpExt.PruneCalled
                TcpExt.RcvPruned TcpExt.OfoPruned TcpExt.TCPRcvQDrop TcpExt.TCPZeroWindowDrop TcpExt.TCPToZeroWindowAdv
                TcpExt.TCPFromZeroWindowAdv TcpExt.TCPWantZeroWindowAdv TcpExt.TCPWinProbe TcpExt.TCPKeepAlive
                TcpExt.TCPBacklogDrop TcpExt.PFMemallocDrop TcpExt.TCPMinTTLDrop TcpExt.IPReversePathFilter
                TcpExt.TCPFastOpenListenOverflow TcpExt.TCPMigrateReqSuccess TcpExt.TCPMigrateReqFailure
                Udp.RcvbufErrors Udp.MemErrors Udp.InErrors Udp.SndbufErrors Udp.NoPorts Udp.InCsumErrors
                Udp.IgnoredMulti Tcp.InErrs Tcp.InSegs Tcp.OutSegs
                """;
        assertThat(facts.split("\\s+"))
                .allSatisfy(name -> assertThat(PAGES.find(name)).as(name).hasValueSatisfying(page -> {
                    assertThat(page.kind()).isEqualTo(Kind.COUNTER);
                    assertThat(page.names()).contains(name);
                }));
    }

    @Test
    void everySysctlHasAPage() {
        assertThat(Sysctls.ALL).allSatisfy(sysctl -> {
            assertThat(PAGES.find(sysctl.name()).map(Page::name)).contains(sysctl.name());
            assertThat(PAGES.find(sysctl.shortName()).map(Page::name)).contains(sysctl.name());
        });
    }

    /** {@code TcpExt.ListenOverflows}, and of snmp6 {@code Udp6InErrors}, of any kernel there is a capture of. */
    private static Set<String> counters() {
        var names = new TreeSet<String>();
        for (var kernel : list(KERNELS)) {
            names.addAll(headers(kernel.resolve("proc/net/netstat")));
            names.addAll(headers(kernel.resolve("proc/net/snmp")));
            read(kernel.resolve("proc/net/snmp6")).forEach(line -> names.add(line.split("\\s+")[0]));
        }
        return names;
    }

    private static List<String> headers(Path file) {
        var lines = read(file);
        return Stream.iterate(0, i -> i + 1 < lines.size(), i -> i + 2)
                .map(i -> lines.get(i).split(":? "))
                .flatMap(words -> Arrays.stream(words).skip(1).map(name -> words[0] + "." + name))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
