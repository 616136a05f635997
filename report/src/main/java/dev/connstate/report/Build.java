package dev.connstate.report;

import java.util.Optional;

/**
 * Which build a program is.
 *
 * @param version of the project; empty where classes run that were not packaged
 * @param id of what is in the image, as its label says; empty outside of one
 */
public record Build(Optional<String> version, Optional<String> id) {
    /** Set by the images. */
    private static final String ID = "connstate.build";

    public static Build of(Class<?> program) {
        return new Build(
                Optional.ofNullable(program.getPackage().getImplementationVersion()),
                Optional.ofNullable(System.getProperty(ID)));
    }

    /** {@code 0.1.0 (build 1f0c2d3e4a5b)} */
    public String text() {
        return version.orElse("not packaged") + id.map(" (build %s)"::formatted).orElse("");
    }
}
