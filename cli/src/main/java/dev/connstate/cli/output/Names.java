package dev.connstate.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enums as the API spells them: {@code Host}, {@code NodeOnly}, {@code PodNetNS}. */
final class Names {
    private static final String NAMESPACE = "NS";

    private Names() {}

    static String of(Enum<?> constant) {
        return of(constant.name());
    }

    static String of(String constant) {
        return Arrays.stream(constant.split("_")).map(Names::word).collect(Collectors.joining());
    }

    private static String word(String word) {
        return word.equals(NAMESPACE)
                ? word
                : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
