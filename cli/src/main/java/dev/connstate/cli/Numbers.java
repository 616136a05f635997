package dev.connstate.cli;

import picocli.CommandLine.TypeConversionException;

/** Whole numbers of the command line, with a sentence for the wrong ones. */
final class Numbers {
    private Numbers() {}

    static long between(long least, long most, String text, String what) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw new TypeConversionException(
                "'%s' is not %s: a whole number from %d to %d".formatted(text, what, least, most));
    }
}
