package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    explain time-wait                     | TIME_WAIT
                    explain Time Wait                     | TIME_WAIT
                    explain TcpExt.ListenOverflows        | TcpExt.ListenOverflows
                    explain net.ipv4.tcp_tw_reuse         | net.ipv4.tcp_tw_reuse
                    explain accept queue                  | accept-queue
                    explain connection refused            | errors
                    explain accept-queue-overflow         | accept-queue-overflow
                    explain myths                         | Common beliefs, and what is true
                    explain MYTHS keepalive               | Common beliefs, and what is true
                    explain                               | connstate explain
                    """)
    void aTopicIsOnePage(String arguments, String title) {
        var ended = Invocation.of(arguments);
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines().findFirst()).contains(title);
        assertThat(ended.out()).doesNotContain("\u001b");
    }

    @Test
    void markdownIsThePageItself() {
        var ended = Invocation.of("explain time-wait -o markdown");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("# TIME_WAIT\n").contains("\n## Myths\n", "```\n");
    }

    @Test
    void anUnknownTopicIsWrongUsageWithSuggestions() {
        var ended = Invocation.of("explain tiem-wait");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("connstate: 'tiem-wait' is no topic. Nearly: ")
                                .contains("TIME_WAIT"),
                        second -> assertThat(second).isEqualTo("Try 'connstate explain --help'."));
    }

    @Test
    void wordsThatArePagesTextAreSaidToBeThere() {
        var ended = Invocation.of("explain stuck worker");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("Mentioned in: ", "CLOSE_WAIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain qqqqzzzz", "explain myths qqqqzzzz", "explain time-wait -o pdf"})
    void nonsenseIsOneSentence(String arguments) {
        var ended = Invocation.of(arguments);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err().lines()).hasSize(2);
    }

    @Test
    void topicsAreCompleted() {
        assertThat(Invocation.of("generate-completion").out())
                .contains("accept-queue", "TcpExt.ListenOverflows", "net.core.somaxconn", "myths");
    }
}
