package dev.connstate.cli;

import dev.connstate.agent.AgentSettings;
import dev.connstate.cli.output.Diagnosed;
import dev.connstate.cli.output.DiagnosisJson;
import dev.connstate.cli.output.DiagnosisText;
import dev.connstate.diagnosis.window.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        sortOptions = false,
        description = {
            "Watch for a while, then say what is wrong, why, what to do and what not to do, the worst first.",
            "Ctrl-C ends the watching early and prints what was found until then."
        })
final class DiagnoseCommand implements Callable<Integer> {
    /**
     * Each look walks the tables: a rule that asks whether something lasts compares two looks, and one table shown in
     * both would answer yes. A diagnosis is short, so that this cost ends soon.
     */
    private static final Duration FRESH = Duration.ZERO;

    /** What was found while watching is printed, however long ago its evidence ended. */
    private static final Duration TO_THE_END = Duration.ofDays(1);

    private final Lookout.Post post;
    private final Output output;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Interval.class,
            description = "How long to watch: 10s, 2m. Default: ${DEFAULT-VALUE}.")
    private Duration time = Duration.ofSeconds(30);

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = Interval.class,
            description = "Time between two looks. Default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofSeconds(2);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = FormatOption.class,
            description = "table, json or yaml. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    @Option(
            names = "--idle-limit",
            paramLabel = "TIME",
            converter = IdleLimit.class,
            description = "After how long a load balancer, NAT or firewall on the way forgets an idle connection: 350s,"
                    + " 4m, 1h, 5d. Default: not known, and idle connections are not looked at.")
    private Optional<Duration> idleLimit = Optional.empty();

    @Mixin
    private LookOptions look;

    private enum Format {
        TABLE,
        JSON,
        YAML
    }

    DiagnoseCommand(Lookout.Post post, Output output) {
        this.post = post;
        this.output = output;
    }

    @Override
    public Integer call() {
        if (interval.compareTo(time) > 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--interval %s is longer than --for %s: it takes two looks to see what moves"
                            .formatted(Interval.text(interval), Interval.text(time)));
        }
        var paper = Paper.standardOutput();
        print(examine(look.settings(FRESH, idleLimit)), paper);
        return 0;
    }

    private Diagnosed examine(AgentSettings settings) {
        var pace = Pace.at(interval).keeping(TO_THE_END).withIdleLimit(idleLimit);
        try (var lookout = post.start(settings);
                var progress = Progress.onStandardError()) {
            var watch = new Watch(lookout, interval, Long.MAX_VALUE);
            var examination = new Examination(pace, time, progress);
            try (var _ = EndingSignals.to(watch::stop)) {
                watch.run(examination::take);
            }
            return examination.result(settings);
        }
    }

    private void print(Diagnosed diagnosed, Paper paper) {
        output.print(
                switch (format) {
                    case TABLE -> Colours.text(DiagnosisText.lines(diagnosed, paper.columns()), paper);
                    case JSON -> DiagnosisJson.json(diagnosed);
                    case YAML -> DiagnosisJson.yaml(diagnosed);
                });
    }

    private static final class FormatOption implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return Choices.one(Format.class, text, "a format");
        }
    }
}
