package dev.connstate.diagnosis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final Pages PAGES = Pages.read();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TIME_WAIT                                | TIME_WAIT
                    time-wait                                | TIME_WAIT
                    timewait                                 | TIME_WAIT
                    time wait                                | TIME_WAIT
                    TIME-WAIT                                | TIME_WAIT
                    SYN_RCVD                                 | SYN_RECV
                    NEW_SYN_RECV                             | SYN_RECV
                    half-open                                | SYN_RECV
                    BOUND_INACTIVE                           | CLOSE
                    closed                                   | CLOSE
                    fin wait 2                               | FIN_WAIT2
                    ListenOverflows                          | TcpExt.ListenOverflows
                    TcpExt.ListenOverflows                   | TcpExt.ListenOverflows
                    listenoverflows                          | TcpExt.ListenOverflows
                    connstate_tcp_listen_overflows_total     | TcpExt.ListenOverflows
                    node_netstat_TcpExt_ListenOverflows      | TcpExt.ListenOverflows
                    TWKilled                                 | TcpExt.TW
                    PassiveOpens                             | Tcp.ActiveOpens
                    TCPKeepAlive                             | TcpExt.TCPWinProbe
                    Udp6RcvbufErrors                         | Udp.RcvbufErrors
                    insert_failed                            | conntrack
                    TCP.orphan                               | sockstat
                    tcp_tw_reuse                             | net.ipv4.tcp_tw_reuse
                    net.ipv4.tcp_tw_reuse                    | net.ipv4.tcp_tw_reuse
                    net/ipv4/tcp_tw_reuse                    | net.ipv4.tcp_tw_reuse
                    /proc/sys/net/ipv4/tcp_tw_reuse          | net.ipv4.tcp_tw_reuse
                    tw_reuse                                 | net.ipv4.tcp_tw_reuse
                    tcp_tw_recycle                           | net.ipv4.tcp_tw_recycle
                    somaxconn                                | net.core.somaxconn
                    conntrack_max                            | net.netfilter.nf_conntrack_max
                    accept queue                             | accept-queue
                    backlog                                  | accept-queue
                    2MSL                                     | 2msl
                    2 msl                                    | 2msl
                    three-way handshake                      | handshake
                    four-way close                           | teardown
                    shutdown                                 | half-close
                    keep-alive                               | keepalive
                    HTTP keep-alive                          | keepalive
                    keepalive                                | keepalive
                    Connection refused                       | errors
                    ECONNRESET                               | reset
                    Cannot assign requested address          | ephemeral-ports
                    sk_drops                                 | sk-drops
                    """)
    void spellingDoesNotMatter(String asked, String topic) {
        assertThat(PAGES.find(asked).map(Page::name)).contains(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "nonsense", "time wait please", "tcp_x"})
    void whatIsNoTopicIsNotFound(String asked) {
        assertThat(PAGES.find(asked)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TIEM_WAIT       | TIME_WAIT
                    ListenOverflow  | TcpExt.ListenOverflows
                    tcp_keepalive   | net.ipv4.tcp_keepalive_time
                    syncookie       | syncookies
                    hanshake        | handshake
                    conntrak        | conntrack
                    close-wiat      | CLOSE_WAIT
                    """)
    void aSlipIsForgiven(String asked, String topic) {
        assertThat(PAGES.nearest(asked, 4)).contains(topic);
    }

    @Test
    void nothingIsNearNonsense() {
        assertThat(PAGES.nearest("qqqqzzzz", 4)).isEmpty();
    }

    @Test
    void pagesAreFoundByTheWordsInThem() {
        assertThat(PAGES.mentioning("TCP_DEFER_ACCEPT", 3))
                .extracting(Page::name)
                .contains("deferred-accept");
        assertThat(PAGES.mentioning("kube-proxy conntrack-max-per-core", 3))
                .extracting(Page::name)
                .containsExactly("conntrack");
        assertThat(PAGES.mentioning("", 3)).isEmpty();
    }

    @Test
    void everyPageSaysWhereToReadOn() {
        assertThat(PAGES.all().filter(page -> page.kind() != Kind.SYSCTL))
                .allSatisfy(page -> assertThat(
                                PAGES.explain(page.name()).orElseThrow().seeAlso())
                        .as(page.name())
                        .isNotEmpty());
        assertThat(PAGES.explain("tcp_tw_reuse").orElseThrow().seeAlso()).contains("TIME_WAIT", "ephemeral-ports");
    }
}
