package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.libc.OpenDirectory;
import dev.connstate.agent.kernel.proc.CounterFile;
import dev.connstate.agent.kernel.proc.CounterSheet;
import dev.connstate.agent.kernel.proc.MalformedFile;
import dev.connstate.agent.kernel.proc.NetSoftnet;
import dev.connstate.agent.kernel.proc.NfConntrack;
import dev.connstate.agent.kernel.proc.ProcText;
import dev.connstate.report.Conntrack;
import dev.connstate.report.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The small files of a {@code net} directory. Each fails alone: its sentence goes to the problems, the rest is read. */
final class NetFiles {
    private static final String CONNTRACK = "stat/nf_conntrack";
    private static final String SOFTNET = "softnet_stat";

    /** With a record of each processor; the others have only one. */
    private static final Set<String> OF_PROCESSORS = Set.of(CONNTRACK, SOFTNET);

    private final Optional<OpenDirectory> ofThread;
    private final ProcText text = new ProcText();
    private final CounterSheet sheet = new CounterSheet();
    private final CounterSheet sockets = new CounterSheet();
    private final CounterFile snmp = CounterFile.snmp();
    private final CounterFile netstat = CounterFile.snmp();
    private final CounterFile snmp6 = CounterFile.snmp6();
    private final CounterFile sockstat = CounterFile.sockstat();
    private final CounterFile sockstat6 = CounterFile.sockstat();

    private final NfConntrack conntrackStat = new NfConntrack();

    /** What the last namespace did not have: to look first is cheaper than to fail. */
    private final Set<String> missing = new HashSet<>();

    /** @param ofThread a directory that is open: one of {@link #read} that is the same is read through it */
    NetFiles(Optional<OpenDirectory> ofThread) {
        this.ofThread = ofThread;
    }

    CheapNumbers read(Path net, OptionalLong conntrackLimit, List<String> problems) {
        sheet.clear();
        read(net, "snmp", it -> snmp.parse(it, sheet), problems);
        read(net, "netstat", it -> netstat.parse(it, sheet), problems);
        readIfThere(net, "snmp6", it -> snmp6.parse(it, sheet), problems);
        sockets.clear();
        read(net, "sockstat", it -> sockstat.parse(it, sockets), problems);
        readIfThere(net, "sockstat6", it -> sockstat6.parse(it, sockets), problems);
        Optional<Conntrack> conntrack =
                readIfThere(net, CONNTRACK, it -> conntrackStat.parse(it, conntrackLimit), problems);
        return new CheapNumbers(sheet.counters(), sockets.counters(), conntrack);
    }

    Counters readSoftnet(Path net, List<String> problems) {
        return read(net, SOFTNET, it -> NetSoftnet.parse(it.toString()), problems)
                .orElse(Counters.NONE);
    }

    private <T> Optional<T> readIfThere(Path net, String name, Parser<T> parser, List<String> problems) {
        if (missing.contains(name) && !Files.exists(net.resolve(name))) {
            return Optional.empty();
        }
        missing.remove(name);
        try {
            return parsed(net, name, parser, problems);
        } catch (NoSuchFileException e) {
            missing.add(name);
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(Path net, String name, Parser<T> parser, List<String> problems) {
        try {
            return parsed(net, name, parser, problems);
        } catch (NoSuchFileException e) {
            problems.add("%s is not there; its numbers are left out".formatted(net.resolve(name)));
            return Optional.empty();
        }
    }

    private <T> Optional<T> parsed(Path net, String name, Parser<T> parser, List<String> problems)
            throws NoSuchFileException {
        try {
            fill(net, name);
            if (text.isEmpty()) {
                throw new MalformedFile("is empty");
            }
            return Optional.of(parser.parse(text));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (MalformedFile e) {
            problems.add("%s %s; its numbers are left out".formatted(net.resolve(name), e.getMessage()));
        } catch (IOException e) {
            problems.add(
                    "%s cannot be read (%s); its numbers are left out".formatted(net.resolve(name), e.getMessage()));
        }
        return Optional.empty();
    }

    private void fill(Path net, String name) throws IOException {
        if (ofThread.isPresent() && ofThread.get().path().equals(net)) {
            if (OF_PROCESSORS.contains(name)) {
                text.read(ofThread.get(), name);
            } else {
                text.readWhole(ofThread.get(), name);
            }
        } else {
            text.read(net.resolve(name));
        }
    }

    private interface Parser<T> {
        T parse(ProcText text) throws MalformedFile;
    }
}
