package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.connstate.agent.kernel.testing.KernelFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CounterFilesFuzz {
    static Stream<byte[]> files() {
        return KernelFolder.all()
                .flatMap(folder -> folder.files().stream()
                        .filter(
                                file -> file.matches(
                                        "proc/net/(snmp|netstat|sockstat|softnet|stat/|unix|netlink|packet|fib_trie|if_inet6).*"))
                        .map(folder::bytes));
    }

    /** Any text is refused with a clause, or is numbers, counters whose names pair with their values. */
    @MethodSource("files")
    @FuzzTest(maxDuration = "8s")
    void refusesOrParses(byte[] bytes) throws IOException {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        parse(NetSnmp::parse, text);
        parse(NetSnmp6::parse, text);
        parse(it -> NetSockstat.ofHost(NetSockstat.parse(it)), text);
        parse(NetSoftnet::parse, text);
        parse(it -> NetUnix.parse(ProcText.of(it)), text);
        parse(it -> NetNetlink.parse(ProcText.of(it)), text);
        parse(it -> NetPacket.parse(ProcText.of(it)), text);
        parse(it -> NetFibTrie.parse(new BufferedReader(new StringReader(it))), text);
        parse(IfInet6::parse, text);
        parse(it -> new NfConntrack().parse(ProcText.of(it), OptionalLong.empty()), text);
    }

    private static void parse(Parser parser, String text) throws IOException {
        try {
            assertThat(List.of(parser.parse(text))).hasSize(1);
        } catch (MalformedFile e) {
            assertThat(e).message().isNotBlank();
        }
    }

    private interface Parser {
        Object parse(String text) throws IOException;
    }
}
