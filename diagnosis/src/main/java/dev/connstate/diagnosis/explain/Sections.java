package dev.connstate.diagnosis.explain;

import java.util.Optional;
import java.util.regex.Pattern;

/** The parts of a page under its second-level headings. */
final class Sections {
    static final String MEANING = "Meaning";
    static final String MYTHS = "Myths";
    static final String VERSIONS = "Versions";
    static final String SEE_ALSO = "See also";

    private static final Pattern HEADING = Pattern.compile("(?m)^## ");

    private Sections() {}

    /** What stands before the first heading. */
    static String head(String source) {
        return HEADING.split(source, 2)[0].strip();
    }

    /** What stands under a heading; empty where there is no such section. */
    static Optional<String> named(String heading, String source) {
        return HEADING.splitAsStream(source)
                .skip(1)
                .filter(section -> heading(section).equals(heading))
                .map(section -> section.substring(heading(section).length()).strip())
                .findFirst();
    }

    /** The page with more of a section, which is made where there is none: before the versions, or at the end. */
    static String added(String heading, String more, String source) {
        var existing = named(heading, source);
        if (existing.isPresent()) {
            return source.replace(existing.get(), existing.get() + "\n" + more.strip());
        }
        var section = "## %s%n%n%s%n".formatted(heading, more.strip());
        int before = heading.equals(SEE_ALSO) ? -1 : source.indexOf("## " + VERSIONS);
        return before < 0
                ? source.stripTrailing() + "\n\n" + section
                : source.substring(0, before) + section + "\n" + source.substring(before);
    }

    private static String heading(String section) {
        return section.lines().findFirst().orElse("").strip();
    }
}
