package dev.connstate.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 500ms}, {@code 2s}, {@code 1m}. */
final class Interval implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofHours(1);

    @Override
    public Duration convert(String text) {
        var form = FORM.matcher(text);
        if (form.matches()) {
            long number = Long.parseLong(form.group(1));
            var interval = switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
            if (interval.compareTo(LEAST) >= 0 && interval.compareTo(MOST) <= 0) {
                return interval;
            }
        }
        throw new TypeConversionException(
                "'%s' is not an interval: a number with ms, s or m, from 100ms to 60m, such as 2s".formatted(text));
    }

    static String text(Duration interval) {
        long millis = interval.toMillis();
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
