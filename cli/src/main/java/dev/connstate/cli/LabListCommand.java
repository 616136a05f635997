package dev.connstate.cli;

import dev.connstate.cli.output.LabText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Print all labs: their names, what they are about, and what is to be found.")
final class LabListCommand implements Callable<Integer> {
    private final Repertoire labs;
    private final Output output;

    LabListCommand(Repertoire labs, Output output) {
        this.labs = labs;
        this.output = output;
    }

    @Override
    public Integer call() {
        var paper = Paper.standardOutput();
        output.print(Colours.text(LabText.list(labs.labs(), paper.columns()), paper));
        return 0;
    }
}
