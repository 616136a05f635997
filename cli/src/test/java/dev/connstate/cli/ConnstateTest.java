package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnstateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "snapshot --help",
                "diagnose --help",
                "version --help",
                "help",
                "help run"
            })
    void helpIsEverywhere(String arguments) {
        var ended = Invocation.of(arguments);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Usage: connstate");
        assertThat(ended.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V", "snapshot -V"})
    void versionNamesWhatAnIssueNeeds(String arguments) {
        var ended = Invocation.of(arguments);
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains(
                        "connstate ",
                        "Java " + System.getProperty("java.vm.version"),
                        System.getProperty("os.version"));
    }

    @Test
    void completionIsAShellScript() {
        var ended = Invocation.of("generate-completion");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("#!/usr/bin/env bash").contains("--metrics-port");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                        | a command is missing
                    explode                   | Unmatched argument at index 0: 'explode'
                    snapshot -o xml           | Invalid value for option '--output': 'xml' is not a format: table, wide, json, yaml
                    snapshot --source ss      | Invalid value for option '--source': 'ss' is not a source: auto, bpf, netlink or proc
                    snapshot --top 0          | Invalid value for option '--top': '0' is not a number of rows: a whole number from 1 to 1000000
                    snapshot --pid java       | Invalid value for option '--pid' (PID): 'java' is not a process id: a whole number from 1 to 2147483647
                    snapshot --namespace 0x1f | Invalid value for option '--namespace' (ID): '0x1f' is not the decimal inode of a network namespace: a whole number from 1 to 4294967295
                    run --interval 2          | Invalid value for option '--interval': '2' is not an interval: a number with ms, s or m, from 100ms to 60m, such as 2s
                    run --interval 1ms        | Invalid value for option '--interval': '1ms' is not an interval: a number with ms, s or m, from 100ms to 60m, such as 2s
                    run --count -1            | Invalid value for option '--count': '-1' is not a number of looks: a whole number from 1 to 2147483647
                    diagnose --for 0          | Invalid value for option '--for': '0' is not an interval: a number with ms, s or m, from 100ms to 60m, such as 2s
                    diagnose --for 2s --interval 3s | --interval 3s is longer than --for 2s: it takes two looks to see what moves
                    diagnose -o wide          | Invalid value for option '--output': 'wide' is not a format: table, json, yaml
                    diagnose --idle-limit 0s  | Invalid value for option '--idle-limit': '0s' is not an idle limit: a number with s, m, h or d, from 1s to 30d, such as 350s
                    diagnose --idle-limit 31d | Invalid value for option '--idle-limit': '31d' is not an idle limit: a number with s, m, h or d, from 1s to 30d, such as 350s
                    run --metrics-port 65536  | Invalid value for option '--metrics-port': '65536' is not a port: a whole number from 0 to 65535
                    """)
    void wrongUsageIsOneSentenceAndAHint(String arguments, String sentence) {
        var ended = Invocation.of(arguments);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("connstate: ").contains(sentence),
                        second -> assertThat(second).matches("Try 'connstate( snapshot| run| diagnose)? --help'\\."));
    }

    @Test
    void oneSaysEitherAPortOrNoMetrics() {
        var ended = Invocation.of("run --no-metrics --metrics-port 9100");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("mutually exclusive");
    }

    @Test
    void whatCannotBeDoneIsOneSentence() {
        var ended = Invocation.of("snapshot --proc /tmp", settings -> {
            throw new AgentException(settings.proc() + " is not a proc filesystem");
        });
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("connstate: /tmp is not a proc filesystem\n");
    }

    @Test
    void optionsBecomeSettings() {
        assertThat(Invocation.settings("snapshot")).isEqualTo(AgentSettings.DEFAULTS);
        assertThat(
                        Invocation.settings(
                                "snapshot --proc /host/proc --source NETLINK --namespace 4026531910 --namespace 7 --pid 12 --top 5"))
                .isEqualTo(new AgentSettings(
                        Path.of("/host/proc"),
                        AgentSettings.DEFAULTS.mounts(),
                        SourceChoice.NETLINK,
                        new Selection(Set.of(4026531910L, 7L), Set.of(12)),
                        AgentSettings.DEFAULTS.tablesDeadline(),
                        5));
    }
}
