package dev.connstate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Bring a symptom about with real sockets, in a network namespace of its own, and find it.")
final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(Lookout.Post post, Repertoire labs, Output output) {
        return new CommandLine(new LabCommand())
                .addSubcommand(new LabListCommand(labs, output))
                .addSubcommand(new LabRunCommand(post, labs, output));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list or run");
    }
}
