package dev.connstate.cli;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What to look at, and how: the same options for every command that looks. */
final class LookOptions {
    @Option(
            names = "--namespace",
            paramLabel = "ID",
            converter = NamespaceId.class,
            description =
                    "Only this network namespace; may be repeated. The id is the NETNS of the tables, the inode of"
                            + " /proc/PID/net/tcp.")
    private Set<Long> namespaces = new HashSet<>();

    @Option(
            names = "--pid",
            paramLabel = "PID",
            converter = ProcessId.class,
            description = "Only the network namespace of this process; may be repeated.")
    private Set<Integer> pids = new HashSet<>();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            defaultValue = "auto",
            converter = SourceOption.class,
            description = "Where socket tables are read: auto (the best that the rights allow and the load asks for),"
                    + " bpf, netlink or proc. Default: ${DEFAULT-VALUE}.")
    private SourceChoice source = SourceChoice.AUTO;

    @Option(
            names = "--proc",
            paramLabel = "PATH",
            defaultValue = "/proc",
            description = "The proc filesystem to look at. Default: ${DEFAULT-VALUE}.")
    private Path proc = AgentSettings.DEFAULTS.proc();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "100",
            converter = Rows.class,
            description = "How many rows each list of a namespace may have. Default: ${DEFAULT-VALUE}.")
    private int top = AgentSettings.DEFAULTS.top();

    AgentSettings settings() {
        return settings(AgentSettings.DEFAULTS.tablesDeadline(), Optional.empty());
    }

    AgentSettings settings(Duration tablesDeadline, Optional<Duration> idleAfter) {
        return new AgentSettings(
                proc,
                AgentSettings.DEFAULTS.mounts(),
                source,
                new Selection(namespaces, pids),
                tablesDeadline,
                top,
                idleAfter);
    }

    private static final class NamespaceId implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Numbers.between(1, 0xffff_ffffL, text, "the decimal inode of a network namespace");
        }
    }

    private static final class ProcessId implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) Numbers.between(1, Integer.MAX_VALUE, text, "a process id");
        }
    }

    private static final class Rows implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) Numbers.between(1, 1_000_000, text, "a number of rows");
        }
    }

    private static final class SourceOption implements ITypeConverter<SourceChoice> {
        @Override
        public SourceChoice convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "auto" -> SourceChoice.AUTO;
                case "netlink" -> SourceChoice.NETLINK;
                case "proc" -> SourceChoice.PROC;
                case "bpf" -> SourceChoice.BPF;
                default ->
                    throw new TypeConversionException(
                            "'%s' is not a source: auto, bpf, netlink or proc".formatted(text));
            };
        }
    }
}
