package dev.connstate.operator;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 15s}, {@code 10m}. */
final class Time implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})(s|m|h)");

    @Override
    public Duration convert(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'%s' is no time: a number with s, m or h, such as 15s".formatted(text));
        }
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
