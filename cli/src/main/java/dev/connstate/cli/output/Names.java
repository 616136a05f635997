package dev.connstate.cli.output;

import java.util.Locale;

/** Enums as the API spells them: {@code Host}, {@code Netlink}. */
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        var name = constant.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
