package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.MalformedFile;
import dev.connstate.agent.kernel.proc.NetSnmp;
import dev.connstate.agent.kernel.proc.NetSnmp6;
import dev.connstate.agent.kernel.proc.NetSockstat;
import dev.connstate.agent.kernel.proc.NetSoftnet;
import dev.connstate.agent.kernel.proc.NfConntrack;
import dev.connstate.agent.kernel.proc.ProcFile;
import dev.connstate.report.Conntrack;
import dev.connstate.report.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The small files of a {@code net} directory. Each fails alone: its sentence goes to the problems, the rest is read. */
final class NetFiles {
    private final NetSnmp snmp = new NetSnmp();
    private final NetSnmp netstat = new NetSnmp();
    private final Map<List<String>, List<String>> names = new HashMap<>();

    CheapNumbers read(Path net, OptionalLong conntrackLimit, List<String> problems) {
        var counters = read(net.resolve("snmp"), snmp::parse, problems)
                .orElse(Counters.NONE)
                .and(read(net.resolve("netstat"), netstat::parse, problems).orElse(Counters.NONE))
                .and(readIfThere(net.resolve("snmp6"), NetSnmp6::parse, problems)
                        .orElse(Counters.NONE));
        var sockstat = read(net.resolve("sockstat"), NetSockstat::parse, problems)
                .orElse(Counters.NONE)
                .and(readIfThere(net.resolve("sockstat6"), NetSockstat::parse, problems)
                        .orElse(Counters.NONE));
        Optional<Conntrack> conntrack = readIfThere(
                net.resolve("stat/nf_conntrack"), text -> NfConntrack.parse(text, conntrackLimit), problems);
        return new CheapNumbers(shared(counters), shared(sockstat), conntrack);
    }

    /** With the names held once, however many namespaces have them. */
    private Counters shared(Counters counters) {
        return new Counters(names.computeIfAbsent(counters.names(), Function.identity()), counters.values());
    }

    Counters readSoftnet(Path net, List<String> problems) {
        return read(net.resolve("softnet_stat"), NetSoftnet::parse, problems).orElse(Counters.NONE);
    }

    private static <T> Optional<T> readIfThere(Path file, Parser<T> parser, List<String> problems) {
        return Files.exists(file) ? read(file, parser, problems) : Optional.empty();
    }

    private static <T> Optional<T> read(Path file, Parser<T> parser, List<String> problems) {
        try {
            var text = ProcFile.read(file);
            if (text.isEmpty()) {
                throw new MalformedFile("is empty");
            }
            return Optional.of(parser.parse(text));
        } catch (MalformedFile e) {
            problems.add("%s %s; its numbers are left out".formatted(file, e.getMessage()));
        } catch (NoSuchFileException e) {
            problems.add("%s is not there; its numbers are left out".formatted(file));
        } catch (IOException e) {
            problems.add("%s cannot be read (%s); its numbers are left out".formatted(file, e.getMessage()));
        }
        return Optional.empty();
    }

    private interface Parser<T> {
        T parse(String text) throws MalformedFile;
    }
}
