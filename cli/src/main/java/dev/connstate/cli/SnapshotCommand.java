package dev.connstate.cli;

import dev.connstate.cli.output.OutputFormat;
import dev.connstate.report.NodeReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        sortOptions = false,
        description = "Look once, print what is seen, and end.")
final class SnapshotCommand implements Callable<Integer> {
    private final Lookout.Post post;
    private final Output output;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = Format.class,
            description = "table, wide (more columns and rows), json or yaml. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TABLE;

    @Mixin
    private LookOptions look;

    SnapshotCommand(Lookout.Post post, Output output) {
        this.post = post;
        this.output = output;
    }

    @Override
    public Integer call() {
        output.print(format.render(look()));
        return 0;
    }

    private NodeReport look() {
        try (var lookout = post.start(look.settings())) {
            var report = lookout.observe();
            if (report.namespaces().isEmpty() && !report.problems().isEmpty()) {
                throw new CommandException(report.problems().getFirst());
            }
            return report;
        }
    }

    private static final class Format implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return Choices.one(OutputFormat.class, text, "a format");
        }
    }
}
