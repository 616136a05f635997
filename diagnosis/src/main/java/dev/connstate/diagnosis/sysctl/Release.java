package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.window.Kernel;

/**
 * The kernel in which something came or went.
 *
 * @param kernel the first that may have the change
 * @param text {@code 4.6}, {@code about 4.11} where nobody read that kernel's source, {@code after 6.12, by 6.18}
 */
public record Release(Kernel kernel, String text) {
    static Release in(int major, int minor) {
        return new Release(new Kernel(major, minor), "%d.%d".formatted(major, minor));
    }

    static Release about(int major, int minor) {
        return new Release(new Kernel(major, minor), "about %d.%d".formatted(major, minor));
    }

    /** Not in the one, in the other. */
    static Release between(Kernel without, Kernel with) {
        return new Release(
                new Kernel(without.major(), without.minor() + 1),
                "after %d.%d, by %d.%d".formatted(without.major(), without.minor(), with.major(), with.minor()));
    }

    public boolean isReachedBy(Kernel other) {
        return other.isAtLeast(kernel.major(), kernel.minor());
    }
}
