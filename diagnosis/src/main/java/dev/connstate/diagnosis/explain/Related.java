package dev.connstate.diagnosis.explain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where to read on from a page that does not say so itself. */
final class Related {
    private static final int MOST = 8;
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    private Related() {}

    /** The page, which ends with topics to read on. */
    static Page addedTo(Page page, Pages pages) {
        if (page.section(Sections.SEE_ALSO).isPresent()) {
            return page;
        }
        var related = Stream.concat(namedIn(page, pages), naming(page, pages))
                .distinct()
                .filter(name -> !name.equals(page.name()))
                .limit(MOST)
                .toList();
        return related.isEmpty()
                ? page
                : page.with(Sections.added(Sections.SEE_ALSO, String.join(", ", related), page.source()));
    }

    private static Stream<String> namedIn(Page page, Pages pages) {
        return CODE.matcher(page.source())
                .results()
                .map(code -> pages.find(code.group(1)))
                .flatMap(Optional::stream)
                .map(Page::name);
    }

    private static Stream<String> naming(Page page, Pages pages) {
        return pages.all().filter(other -> names(other, page.names())).map(Page::name);
    }

    private static boolean names(Page other, List<String> names) {
        return names.stream()
                .anyMatch(
                        name -> other.seeAlso().contains(name) || other.source().contains("`" + name + "`"));
    }
}
