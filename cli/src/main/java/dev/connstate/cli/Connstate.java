package dev.connstate.cli;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.program.AgentProgram;
import dev.connstate.lab.LabException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Locale;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

@Command(
        name = "connstate",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "The state of every TCP connection and queue of this machine.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:fine", "1:could not do it", "2:wrong usage"},
        footer = {
            "",
            "What decides in a cluster is a program of its own: ./connstate operator --help, in a checkout.",
            "Shell completion: source <(connstate generate-completion)"
        })
public final class Connstate implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // digits and points are part of what others read
        var output = new Output(new FileOutputStream(FileDescriptor.out));
        System.exit(commandLine(Lookout::agent, output).execute(args));
    }

    static CommandLine commandLine(Lookout.Post post, Output output) {
        return commandLine(post, Repertoire.CATALOGUE, output);
    }

    static CommandLine commandLine(Lookout.Post post, Repertoire labs, Output output) {
        return new CommandLine(new Connstate())
                .addSubcommand(new RunCommand(post, output))
                .addSubcommand(new SnapshotCommand(post, output))
                .addSubcommand(new DiagnoseCommand(post, output))
                .addSubcommand(LabCommand.commandLine(post, labs, output))
                .addSubcommand(new ExplainCommand(output))
                .addSubcommand("agent", AgentProgram.commandLine())
                .addSubcommand(new VersionCommand(output))
                .addSubcommand(new GenerateCompletion())
                .addSubcommand(new HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Connstate::wrongUsage)
                .setExecutionExceptionHandler(Connstate::failed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var help = command.getCommandSpec().qualifiedName() + " --help";
        command.getErr().printf("connstate: %s%nTry '%s'.%n", e.getMessage(), help);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        return switch (e) {
            case AgentException sentence -> say(sentence, command);
            case CommandException sentence -> say(sentence, command);
            case LabException sentence -> say(sentence, command);
            default -> throw e; // ours to repair: the trace belongs into the bug report
        };
    }

    private static int say(Exception sentence, CommandLine command) {
        command.getErr().println("connstate: " + sentence.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
