package dev.connstate.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 350s}, {@code 4m}, {@code 1h}, {@code 5d}: after how long somebody on the way forgets an idle connection. */
final class IdleLimit implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})([smhd])");
    private static final Duration MOST = Duration.ofDays(30);

    @Override
    public Duration convert(String text) {
        var form = FORM.matcher(text);
        if (form.matches()) {
            long number = Long.parseLong(form.group(1));
            var limit = switch (form.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (limit.isPositive() && limit.compareTo(MOST) <= 0) {
                return limit;
            }
        }
        throw new TypeConversionException(
                "'%s' is not an idle limit: a number with s, m, h or d, from 1s to 30d, such as 350s".formatted(text));
    }
}
