package dev.connstate.agent.program;

import dev.connstate.report.NodeReply;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 15s}, {@code 1m}. */
public final class Interval implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final Duration LEAST = Duration.ofMillis(100);

    @Override
    public Duration convert(String text) {
        return parse(text, "15s");
    }

    /**
     * From a tenth of a second to an hour.
     *
     * @param example for the sentence that refuses another text
     */
    public static Duration parse(String text, String example) {
        var form = FORM.matcher(text);
        if (form.matches()) {
            long number = Long.parseLong(form.group(1));
            var interval = switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
            if (interval.compareTo(LEAST) >= 0 && interval.compareTo(NodeReply.LONGEST_INTERVAL) <= 0) {
                return interval;
            }
        }
        throw new TypeConversionException(
                "'%s' is not an interval: a number with ms, s or m, from 100ms to 60m, such as %s"
                        .formatted(text, example));
    }
}
