package dev.connstate.cli.output;

import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Values as the text of one cell. What is not known is a question mark, never a zero. */
final class Cells {
    static final String UNKNOWN = "?";

    private static final int LEGIBLE = 10_000;

    private Cells() {}

    static String number(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : UNKNOWN;
    }

    static String number(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : UNKNOWN;
    }

    static <T> String known(Optional<T> value, Function<T, String> text) {
        return value.map(text).orElse(UNKNOWN);
    }

    static String process(Optional<ProcessRef> process) {
        return known(process, Cells::process);
    }

    static String process(ProcessRef process) {
        return "%s(%d)".formatted(Columns.printable(process.name()), process.pid());
    }

    /** {@code 950ms}, {@code 4.2s}, {@code 3m10s}. */
    static String age(Duration age) {
        if (age.compareTo(Duration.ofSeconds(1)) < 0) {
            return age.toMillis() + "ms";
        }
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return "%.1fs".formatted(age.toMillis() / 1000.0);
        }
        return "%dm%ds".formatted(age.toMinutes(), age.toSecondsPart());
    }

    /** {@code 0s}, {@code 4s}, {@code 3m10s}. */
    static String seconds(Duration age) {
        return age.compareTo(Duration.ofMinutes(1)) < 0 ? age.toSeconds() + "s" : age(age);
    }

    /** {@code 9999B}, {@code 50.0KiB}, {@code 15.6GiB}. */
    static String bytes(long bytes) {
        double scaled = bytes;
        for (var unit : new String[] {"", "Ki", "Mi", "Gi"}) {
            if (scaled < LEGIBLE) {
                return unit.isEmpty() ? bytes + "B" : "%.1f%sB".formatted(scaled, unit);
            }
            scaled /= 1024;
        }
        return "%.1fTiB".formatted(scaled);
    }

    static boolean isUnknown(String cell) {
        return cell.equals(UNKNOWN) || cell.endsWith("/" + UNKNOWN);
    }
}
