package dev.connstate.cli;

import dev.connstate.cli.live.Blocks;
import dev.connstate.cli.live.Canvas;
import dev.connstate.cli.live.Screen;
import dev.connstate.diagnosis.window.Pace;
import java.io.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        sortOptions = false,
        description = {
            "Look again and again: live on a terminal, one block for each look elsewhere.",
            "Serves Prometheus metrics on 127.0.0.1. q or Ctrl-C ends it."
        })
final class RunCommand implements Callable<Integer> {
    private final Lookout.Post post;
    private final Output output;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = Interval.class,
            description = "Time between two looks: 500ms, 2s, 1m. Default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofSeconds(2);

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Count.class,
            description = "End after so many looks. Default: never.")
    private Long count = Long.MAX_VALUE;

    @ArgGroup
    private Metrics metrics = new Metrics();

    @Mixin
    private LookOptions look;

    RunCommand(Lookout.Post post, Output output) {
        this.post = post;
        this.output = output;
    }

    private static final class Metrics {
        @Option(
                names = "--metrics-port",
                paramLabel = "PORT",
                converter = Port.class,
                description = "Port of the metrics; 0, the default, takes a free one.")
        private Integer port = 0;

        @Option(names = "--no-metrics", description = "Serve no metrics.")
        private boolean none;
    }

    @Override
    public Integer call() {
        var settings = look.settings();
        var live = new Live(Pace.at(interval));
        try (var endpoint = metrics.none ? null : MetricsEndpoint.open(metrics.port, live);
                var lookout = post.start(settings)) {
            var address = Optional.ofNullable(endpoint).map(MetricsEndpoint::url);
            var watch = new Watch(lookout, interval, count);
            try (var canvas = canvas(watch::stop);
                    var _ = EndingSignals.to(watch::stop)) {
                var status = status(canvas, address);
                watch.run(report -> canvas.show(live.next(report, status)));
            }
        }
        return 0;
    }

    private Canvas canvas(Runnable quit) {
        boolean dumb = "dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
        var screen = onTerminal() && !dumb
                ? Screen.open(!System.getenv().containsKey("NO_COLOR"), quit)
                : Optional.<Screen>empty();
        return screen.isPresent() ? screen.get() : new Blocks(output::print);
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private String status(Canvas canvas, Optional<String> address) {
        var every = "every " + Interval.text(interval);
        var served = address.map(url -> "metrics " + url).orElse("no metrics");
        return switch (canvas) {
            case Screen screen -> every + "   " + served + "   q quits";
            case Blocks blocks -> every + "   " + served;
        };
    }

    private static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Numbers.between(1, Integer.MAX_VALUE, text, "a number of looks");
        }
    }

    private static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) Numbers.between(0, 65535, text, "a port");
        }
    }
}
