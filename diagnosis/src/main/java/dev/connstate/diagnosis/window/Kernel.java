package dev.connstate.diagnosis.window;

/** A kernel's version, as far as behaviour depends on it. */
public record Kernel(int major, int minor) {
    /** Of {@code uname -r}: {@code 6.18.44-cloud-amd64}. What is not of that form is taken for a very old one. */
    public static Kernel of(String release) {
        var parts = release.split("[^0-9]+", 3);
        try {
            return new Kernel(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return new Kernel(0, 0);
        }
    }

    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }
}
