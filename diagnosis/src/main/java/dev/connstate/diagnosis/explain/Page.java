package dev.connstate.diagnosis.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One topic, explained.
 *
 * @param names what it may be asked by, its own name first
 * @param about one sentence
 * @param source the whole page, as markdown
 */
public record Page(Kind kind, List<String> names, String about, String source) {
    private static final String TITLE = "# ";
    private static final String ALSO = "Also: ";
    private static final Pattern PARAGRAPH = Pattern.compile("\n\\s*\n");
    private static final Pattern SENTENCE = Pattern.compile("(?<=\\.) ");
    private static final Pattern ITEM = Pattern.compile("(?m)^- ");

    public Page {
        names = List.copyOf(names);
    }

    /** A page that is called by the names of its title, {@code # TcpExt.TW, TcpExt.TWKilled}, and of its Also line. */
    static Page of(Kind kind, String source) {
        var names = new ArrayList<>(list(title(source)));
        names.addAll(also(source));
        return new Page(kind, names, about(source), source);
    }

    /** A page whose name is given, and whose title is for people only. */
    static Page named(Kind kind, String name, List<String> others, String source) {
        var names = Stream.of(List.of(name), others, List.of(title(source)), also(source))
                .flatMap(List::stream)
                .distinct()
                .toList();
        return new Page(kind, names, about(source), source);
    }

    public String name() {
        return names.getFirst();
    }

    /** The title's words, all of them. */
    String title() {
        return title(source);
    }

    /** What stands under a heading; empty where there is no such section. */
    public Optional<String> section(String heading) {
        return Sections.named(heading, source);
    }

    /** The topics it points to, as written. */
    public List<String> seeAlso() {
        return section(Sections.SEE_ALSO).map(Page::list).orElse(List.of());
    }

    /** The common beliefs it judges. */
    public List<Myth> myths() {
        return section(Sections.MYTHS).stream()
                .flatMap(ITEM::splitAsStream)
                .flatMap(item -> Myth.parse(name(), joined(item)).stream())
                .toList();
    }

    Page with(String otherSource) {
        return new Page(kind, names, about, otherSource);
    }

    private static String title(String source) {
        return source.lines()
                .findFirst()
                .filter(line -> line.startsWith(TITLE))
                .map(line -> line.substring(TITLE.length()).strip())
                .orElse("");
    }

    /** The first sentence, which the rules' pages have under their first heading. */
    private static String about(String source) {
        return head(source)
                .filter(paragraph -> !paragraph.startsWith(TITLE))
                .findFirst()
                .or(() -> Sections.named(Sections.MEANING, source))
                .map(text -> SENTENCE.split(joined(text))[0])
                .orElse("");
    }

    private static List<String> also(String source) {
        return head(source)
                .filter(paragraph -> paragraph.startsWith(ALSO))
                .findFirst()
                .map(paragraph -> list(paragraph.substring(ALSO.length())))
                .orElse(List.of());
    }

    /** The paragraphs before the first section. */
    private static Stream<String> head(String source) {
        return PARAGRAPH.splitAsStream(Sections.head(source)).map(String::strip);
    }

    private static List<String> list(String text) {
        return Arrays.stream(joined(text).split(",\\s+"))
                .map(name -> name.replace("`", "").strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String joined(String paragraph) {
        return paragraph.strip().replaceAll("\\s*\n\\s*", " ");
    }
}
