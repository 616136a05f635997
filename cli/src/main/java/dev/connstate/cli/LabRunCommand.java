package dev.connstate.cli;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.cli.output.LabOutcome.Ending;
import dev.connstate.cli.output.LabText;
import dev.connstate.cli.output.Line;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.lab.LabException;
import dev.connstate.lab.Place;
import dev.connstate.lab.Rights;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    /** Each look walks the tables, as for a diagnosis. */
    private static final Duration FRESH = Duration.ZERO;

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Lookout.Post post;
    private final Repertoire labs;
    private final Output output;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "A lab of connstate lab list; what stands after the slash will do if it is the only one.")
    private String name = "";

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            converter = Interval.class,
            description = "Keep the stage as it is for so long afterwards, to look at it with other tools: 60s, 5m.")
    private Optional<Duration> hold = Optional.empty();

    @Option(
            names = "--in-place",
            description = "Play it in the network namespace of this command, a pod's for example, and keep it until the"
                    + " command is ended. Takes no rights, but settings of the kernel must be there already.")
    private boolean inPlace;

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
        var lab = lab();
        var stop = new CountDownLatch(1);
        try (var _ = EndingSignals.to(stop::countDown)) {
            return run(lab, stop);
        } catch (LabException e) {
            if (stop.getCount() == 0) {
                return 1; // Ctrl-C reaches a stage that is still being built, too
            }
            throw e;
        }
    }

    private Lab lab() {
        var named = labs.labs().named(name);
        return switch (named.size()) {
            case 0 ->
                throw new ParameterException(
                        spec.commandLine(), "there is no lab '%s': connstate lab list shows all".formatted(name));
            case 1 -> named.getFirst();
            default ->
                throw new ParameterException(
                        spec.commandLine(),
                        "'%s' is more than one lab: %s"
                                .formatted(name, named.stream().map(Lab::name).collect(Collectors.joining(", "))));
        };
    }

    private int run(Lab lab, CountDownLatch stop) throws InterruptedException {
        var paper = Paper.standardOutput();
        int width = paper.columns();
        BooleanSupplier stopped = () -> stop.getCount() == 0;
        Consumer<List<Line>> out = lines -> {
            if (!output.print(Colours.text(lines, paper))) {
                stop.countDown(); // nobody reads any more
            }
        };
        try (var performance = labs.house().open(lab, inPlace ? Place.HERE : Place.NEW);
                var lookout = post.start(settings(lab, performance.pid()))) {
            int pid = performance.pid();
            var enter = inPlace ? "nsenter -t %d -n".formatted(pid) : Rights.toEnter(pid);
            out.accept(LabText.opening(lab, pid, performance.namespace(), enter, width));
            var rehearsal = new Rehearsal(
                    lab, performance, lookout, stopped, (since, step) -> out.accept(LabText.step(since, step, width)));
            var outcome = rehearsal.run(interval, limit);
            out.accept(LabText.outcome(outcome, width));
            var stay = hold.or(() -> inPlace ? Optional.of(FOR_EVER) : Optional.empty());
            if (stay.isPresent() && !stopped.getAsBoolean()) {
                out.accept(LabText.holding(hold.map(Interval::text)));
                rehearsal.listen(stay.get());
            }
            return outcome.ending() == Ending.AS_EXPECTED ? 0 : 1;
        }
    }

    static AgentSettings settings(Lab lab, int pid) {
        var defaults = AgentSettings.DEFAULTS;
        return new AgentSettings(
                defaults.proc(),
                defaults.mounts(),
                defaults.source(),
                new Selection(Set.of(), Set.of(pid)),
                FRESH,
                defaults.top(),
                lab.idleLimit());
    }

    /** What the shell completes. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalogue.labs().all().stream().map(Lab::name).iterator();
        }
    }
}
