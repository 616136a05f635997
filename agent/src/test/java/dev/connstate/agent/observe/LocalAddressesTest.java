package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.testing.KernelFolder;
import dev.connstate.report.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAddressesTest {
    @TempDir
    private Path net;

    private final List<String> problems = new ArrayList<>();

    @Test
    void bothFamiliesAreInOrderWithoutRepetition() throws IOException {
        copy("fib_trie", "fib_trie");
        copy("if_inet6", "if_inet6");
        assertThat(read())
                .containsExactly(
                        "::1", "10.0.3.7", "10.0.9.1", "127.0.0.1", "2001:db8::7", "fd00:10::7", "fe80::ff:fe03:7");
        assertThat(problems).isEmpty();
    }

    @Test
    void aKernelWithoutIpv6HasTheOtherOnes() throws IOException {
        copy("fib_trie", "fib_trie");
        assertThat(read()).containsExactly("10.0.3.7", "10.0.9.1", "127.0.0.1");
    }

    @Test
    void noFilesAreNoAddressesAndNoProblem() {
        assertThat(read()).isEmpty();
        assertThat(problems).isEmpty();
    }

    /** A list without one family would be taken for whole. */
    @Test
    void aFileThatIsOddLeavesAllOut() throws IOException {
        copy("fib_trie", "fib_trie");
        copy("if_inet6.not-hex.broken", "if_inet6");
        assertThat(read()).isEmpty();
        assertThat(problems)
                .containsExactly(
                        "%s has '0000000000000000000000000000000g' where an address belongs; the addresses are left out"
                                .formatted(net.resolve("if_inet6")));
    }

    @Test
    void theirNumberIsBounded() throws IOException {
        Files.writeString(
                net.resolve("fib_trie"),
                IntStream.range(0, 5000)
                        .mapToObj(i -> "   |-- 10.96.%d.%d\n      /32 host LOCAL\n".formatted(i / 256, i % 256))
                        .collect(Collectors.joining("", "Main:\n", "")));
        assertThat(read()).hasSize(LocalAddresses.MOST).startsWith("10.96.0.0").endsWith("10.96.0.63");
    }

    private List<String> read() {
        return LocalAddresses.read(net, problems).stream()
                .map(Address::toString)
                .toList();
    }

    private void copy(String fixture, String file) throws IOException {
        Files.copy(KernelFolder.of("6.1-by-hand").file("proc/net/" + fixture), net.resolve(file));
    }
}
