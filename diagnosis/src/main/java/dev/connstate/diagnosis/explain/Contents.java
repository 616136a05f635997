package dev.connstate.diagnosis.explain;

import dev.connstate.diagnosis.explain.Pages.Chapter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is to read, and the collection of common beliefs: pages made of the others. */
public final class Contents {
    /** The topic that is no page of its own. */
    public static final String MYTHS = "myths";

    private static final String HEAD = """
            # connstate explain

            `connstate explain TOPIC` prints one page. Spelling does not matter: time-wait, TIME_WAIT, 2MSL,
            TcpExt.ListenOverflows, net.ipv4.tcp_tw_reuse, "connection refused". `connstate explain myths WORD` prints
            what is commonly believed, and what is true.
            """;

    private Contents() {}

    /** The table of contents. */
    public static String of(Pages pages) {
        return pages.chapters().stream().map(Contents::chapter).collect(Collectors.joining("\n", HEAD + "\n", ""));
    }

    /** The beliefs, each under the topic that says more. */
    public static String myths(List<Myth> myths) {
        var topics = myths.stream().map(Myth::topic).distinct();
        return topics.map(topic ->
                        myths(topic, myths.stream().filter(myth -> myth.topic().equals(topic))))
                .collect(Collectors.joining("\n", "# Common beliefs, and what is true\n\n", ""));
    }

    private static String myths(String topic, Stream<Myth> myths) {
        return myths.map(Myth::markdown).collect(Collectors.joining("\n", "### " + topic + "\n\n", "\n"));
    }

    private static String chapter(Chapter chapter) {
        var tabled = chapter.pages().stream().filter(page -> !isListed(page)).toList();
        var listed = chapter.pages().stream().filter(Contents::isListed).toList();
        return "## " + chapter.title() + "\n\n" + table(tabled) + list(listed);
    }

    /** Numbers and settings are many and known by name: theirs are lists without sentences. */
    private static boolean isListed(Page page) {
        return switch (page.kind()) {
            case COUNTER, SYSCTL -> true;
            case SYMPTOM, STATE, CONCEPT -> false;
        };
    }

    private static String table(List<Page> pages) {
        return pages.stream()
                .map(page -> "| %s | %s |\n".formatted(page.name(), page.about()))
                .collect(Collectors.joining("", pages.isEmpty() ? "" : "| | |\n|---|---|\n", ""));
    }

    private static String list(List<Page> pages) {
        return pages.stream()
                .flatMap(page -> Arrays.stream(page.title().split(", ")))
                .map(Names::bare)
                .collect(Collectors.joining(", ", pages.isEmpty() ? "" : "\n", pages.isEmpty() ? "" : "\n"));
    }
}
