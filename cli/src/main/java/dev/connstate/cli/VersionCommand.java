package dev.connstate.cli;

import dev.connstate.report.Build;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Print the versions of connstate, Java and the kernel.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    private final Output output;

    VersionCommand(Output output) {
        this.output = output;
    }

    /** For {@code --version}, which picocli prints itself. */
    VersionCommand() {
        this(new Output(OutputStream.nullOutputStream()));
    }

    @Override
    public Integer call() {
        output.print(text());
        return 0;
    }

    @Override
    public String[] getVersion() {
        return text().stripTrailing().split("\n");
    }

    private static String text() {
        return """
                connstate %s
                Java %s (%s)
                %s %s (%s)
                """.formatted(
                        Build.of(VersionCommand.class).text(),
                        System.getProperty("java.vm.version"),
                        System.getProperty("java.vm.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"));
    }
}
