package dev.connstate.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** {@code 500ms}, {@code 2s}, {@code 1m}. */
final class Interval implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return dev.connstate.agent.program.Interval.parse(text, "2s");
    }

    static String text(Duration interval) {
        long millis = interval.toMillis();
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
