package dev.connstate.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** The constants of an enum as values of an option, with a sentence for what is none. */
final class Choices {
    private Choices() {}

    static <E extends Enum<E>> E one(Class<E> of, String text, String what) {
        return Arrays.stream(of.getEnumConstants())
                .filter(constant -> name(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is not %s: %s"
                        .formatted(
                                text,
                                what,
                                Arrays.stream(of.getEnumConstants())
                                        .map(Choices::name)
                                        .collect(Collectors.joining(", ")))));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
