package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.IfInet6;
import dev.connstate.agent.kernel.proc.MalformedFile;
import dev.connstate.agent.kernel.proc.NetFibTrie;
import dev.connstate.agent.kernel.proc.ProcFile;
import dev.connstate.report.Address;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The addresses that a namespace takes for its own. */
final class LocalAddresses {
    /** A node with kube-proxy in its ipvs mode has one for each Service. */
    static final int MOST = 64;

    private static final Address LOOPBACK = Address.parse("127.0.0.1");

    private LocalAddresses() {}

    /** Distinct and in order; all or none, and none is a problem unless the kernel does not show them. */
    static List<Address> read(Path net, List<String> problems) {
        var v4 = net.resolve("fib_trie");
        var v6 = net.resolve("if_inet6");
        if (!Files.exists(v4)) {
            return List.of();
        }
        try {
            List<Address> ofIpv6 = Files.exists(v6) ? named(v6, () -> IfInet6.parse(ProcFile.read(v6))) : List.of();
            return Stream.concat(named(v4, () -> trie(v4)).stream(), ofIpv6.stream())
                    .map(address -> address.isV4() && address.isLoopback() ? LOOPBACK : address)
                    .distinct()
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            problems.add(e.getMessage() + "; the addresses are left out");
            return List.of();
        }
    }

    private static List<Address> trie(Path file) throws IOException {
        try (var reader = new BufferedReader(new FileReader(file.toFile(), StandardCharsets.ISO_8859_1))) {
            return NetFibTrie.parse(reader);
        }
    }

    /** With the file's name before the clause that says what is wrong. */
    private static List<Address> named(Path file, Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (MalformedFile e) {
            throw new IOException("%s %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new IOException("%s cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }

    private interface Reading {
        List<Address> read() throws IOException;
    }
}
