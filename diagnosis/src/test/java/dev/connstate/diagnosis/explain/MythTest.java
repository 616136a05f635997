package dev.connstate.diagnosis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.sysctl.Beliefs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people learn about TCP from the usual texts, claim by claim, and that each is judged here and can be found. */
class MythTest {
    private static final Pages PAGES = Pages.read();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LISTEN SYN_SENT SYN_RCVD ESTABLISHED    | TRUE      | life-of-a-connection
                    ends LISTEN goes to SYN_RCVD            | WRONG     | LISTEN
                    server allocates buffers SYN_RECV       | WRONG     | SYN_RECV
                    SYN-ACK cannot carry data               | HALF_TRUE | handshake
                    initial sequence number usually 1       | WRONG     | handshake
                    lost SYN 6 times doubling 127 s         | HALF_TRUE | SYN_SENT
                    SYN sent again same sequence number     | TRUE      | SYN_SENT
                    SYN-ACK lost both send again            | TRUE      | SYN_RECV
                    lost SYN-ACK both ends                  | TRUE      | handshake-losses
                    last ACK lost server                    | TRUE      | SYN_RECV
                    cookies on full SYN queue accept queue  | TRUE      | drop-rules
                    tcp_tw_recycle SYNs lost                | OBSOLETE  | TIME_WAIT
                    SYN queue full cookies off dropped      | TRUE      | syn-queue
                    accept queue full young request         | OBSOLETE  | accept-queue
                    quarter of tcp_max_syn_backlog          | TRUE      | syn-queue
                    backlog of listen() SYN queue once      | HALF_TRUE | accept-queue
                    SYN flood larger queue fewer retries    | HALF_TRUE | syn-queue
                    four segments FIN_WAIT1 LAST_ACK        | TRUE      | teardown
                    sends a SYN enters FIN_WAIT1            | WRONG     | FIN_WAIT1
                    ACK and FIN always separate             | WRONG     | teardown
                    ACK of a FIN not ordinary               | WRONG     | LAST_ACK
                    three segments close delayed            | TRUE      | teardown
                    second and third segment merged         | WRONG     | teardown
                    TIME_WAIT closes first 2MSL             | TRUE      | TIME_WAIT
                    2MSL 60 s constant                      | TRUE      | 2msl
                    TIME_WAIT HTTP without keep-alive       | TRUE      | TIME_WAIT
                    TIME_WAIT server use up ports           | WRONG     | TIME_WAIT
                    Many CLOSE_WAIT program does not close  | HALF_TRUE | CLOSE_WAIT
                    client calls close() server sends RST   | TRUE      | half-close
                    shutdown() and close() the same         | WRONG     | half-close
                    bind() without listen() RST             | TRUE      | handshake
                    connecting to each other no listen()    | TRUE      | handshake
                    established without accept()            | TRUE      | ESTABLISHED
                    connect() returns after second accept() | TRUE      | ESTABLISHED
                    Keepalive 2 h 75 s 10                   | HALF_TRUE | keepalive
                    TCP keepalive HTTP keep-alive different | TRUE      | keepalive
                    third segment old SYN RST               | TRUE      | handshake
                    UDP connectionless lose reorder         | TRUE      | udp
                    """)
    void eachClaimIsJudgedWhereOneLooksForIt(String words, Truth truth, String topic) {
        assertThat(PAGES.myths(words)).as(words).anySatisfy(myth -> {
            assertThat(myth.truth()).isEqualTo(truth);
            assertThat(myth.topic()).isEqualTo(topic);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp_tw_recycle TIME_WAIT",
                "tcp_tw_reuse server",
                "tcp_fin_timeout shortens TIME_WAIT",
                "lower tcp_max_tw_buckets",
                "tcp_max_syn_backlog cookies",
                "somaxconn backlog program",
                "somaxconn listen(2) once",
                "somaxconn node pod",
                "cookies better off",
                "tcp_abort_on_overflow",
                "timestamps better off",
                "keepalive CLOSE_WAIT leak",
                "keepalive SO_KEEPALIVE not set",
                "netdev_max_backlog",
                "tcp_mem pod",
                "rmem_max pod",
                "nf_conntrack_max pod",
                "SO_LINGER TIME_WAIT",
                "ip_local_port_range",
                "tcp_retries2",
                "conntrack established",
                "timeout for established connections small"
            })
    void eachCureThatIsRefusedIsAMyth(String words) {
        assertThat(PAGES.myths(words)).as(words).anyMatch(myth -> myth.truth() == Truth.WRONG);
    }

    @Test
    void everyRefusalOfTheRulesIsThere() {
        assertThat(PAGES.myths(""))
                .extracting(Myth::belief)
                .containsAll(Beliefs.ALL.stream().map(belief -> belief.text()).toList());
    }

    @Test
    void aBeliefIsListedOnceAndOnAPageThatSaysIt() {
        var myths = PAGES.myths("");
        assertThat(myths).extracting(Myth::belief).doesNotHaveDuplicates();
        assertThat(myths)
                .hasSizeGreaterThan(90)
                .allSatisfy(myth -> assertThat(
                                PAGES.find(myth.topic()).orElseThrow().source())
                        .contains("\""
                                + myth.belief()
                                        .substring(0, Math.min(20, myth.belief().length()))));
    }

    @Test
    void theListIsReadableText() {
        var text = PageText.of(Contents.myths(PAGES.myths("tcp_fin_timeout shortens")), 100).stream()
                .map(TextLine::text)
                .toList();
        assertThat(text)
                .containsExactly(
                        "Common beliefs, and what is true",
                        "",
                        "  TIME_WAIT",
                        "  - \"tcp_fin_timeout shortens TIME_WAIT.\" Wrong. It is the time of FIN_WAIT2. TIME_WAIT lasts 60 s",
                        "    by a constant of the kernel.");
    }

    @Test
    void onlyTheFormIsAMyth() {
        assertThat(Myth.parse("x", "\"A.\" Half true. B c.")).contains(new Myth("x", "A.", Truth.HALF_TRUE, "B c."));
        assertThat(Stream.of("A. Wrong. B.", "\"A.\" Maybe. B.", "\"A.\" Wrong", "")
                        .flatMap(item -> Myth.parse("x", item).stream()))
                .isEmpty();
    }
}
