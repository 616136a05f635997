package dev.connstate.cli;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.cli.output.LabOutcome.Ending;
import dev.connstate.cli.output.LabText;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.lab.LabException;
import dev.connstate.lab.Performance;
import dev.connstate.lab.Rights;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        sortOptions = false,
        description = {
            "Play a lab, look at it, and compare what is found with what is to be found.",
            "Where one is not root, all of it happens in a user namespace. Whatever ends this command ends the lab."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:found as expected", "1:not found, or could not do it", "2:wrong usage"})
final class LabRunCommand implements Callable<Integer> {
    private final Lookout.Post post;
    private final Repertoire labs;
    private final Output output;

    @Parameters(
            paramLabel = "NAME",
            description = "A lab of connstate lab list; what stands after the slash will do if it is the only one.")
    private String name = "";

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            converter = Interval.class,
            description = "Keep the stage as it is for so long afterwards, to look at it with other tools: 60s, 5m.")
    private Duration hold = Duration.ZERO;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = Interval.class,
            description = "Time between two looks: 500ms, 2s. Default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--within",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Interval.class,
            description = "Give up when it was not found by then. Default: ${DEFAULT-VALUE}.")
    private Duration limit = Duration.ofSeconds(30);

    LabRunCommand(Lookout.Post post, Repertoire labs, Output output) {
        this.post = post;
        this.labs = labs;
        this.output = output;
    }

    @Override
    public Integer call() throws InterruptedException {
        var lab = labs.named(name);
        var stop = new CountDownLatch(1);
        try (var _ = EndingSignals.to(stop::countDown)) {
            return run(lab, () -> stop.getCount() == 0);
        } catch (LabException e) {
            if (stop.getCount() == 0) {
                return 1; // Ctrl-C reaches a stage that is still being built, too
            }
            throw e;
        }
    }

    private int run(Lab lab, BooleanSupplier stopped) throws InterruptedException {
        try (var performance = labs.house().open(lab);
                var lookout = post.start(settings(performance, lab))) {
            int pid = performance.pid();
            output.print(LabText.opening(lab, pid, performance.namespace(), Rights.toEnter(pid)));
            var rehearsal = new Rehearsal(
                    lab, performance, lookout, stopped, (since, step) -> output.print(LabText.step(since, step)));
            var outcome = rehearsal.run(interval, limit);
            output.print(LabText.outcome(outcome));
            if (hold.isPositive() && !stopped.getAsBoolean()) {
                output.print(LabText.holding(Interval.text(hold)));
                rehearsal.listen(hold);
            }
            return outcome.ending() == Ending.AS_EXPECTED ? 0 : 1;
        }
    }

    private static AgentSettings settings(Performance performance, Lab lab) {
        var defaults = AgentSettings.DEFAULTS;
        return new AgentSettings(
                defaults.proc(),
                defaults.mounts(),
                defaults.source(),
                new Selection(Set.of(), Set.of(performance.pid())),
                defaults.tablesDeadline(),
                defaults.top(),
                lab.idleLimit());
    }
}
