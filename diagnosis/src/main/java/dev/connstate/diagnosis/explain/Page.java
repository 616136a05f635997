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
    private static final String ALSO = "Also: ";
    private static final String SEE_ALSO = "See also";
    private static final String MYTHS = "Myths";
    private static final Pattern SECTION = Pattern.compile("(?m)^## ");
    private static final Pattern PARAGRAPH = Pattern.compile("\n\\s*\n");
    private static final Pattern ITEM = Pattern.compile("(?m)^- ");

    public Page {
        names = List.copyOf(names);
    }

    /** A page that is called by the names of its title, {@code # TcpExt.TW, TcpExt.TWKilled}, and of its Also line. */
    static Page of(Kind kind, String source) {
        var names = new ArrayList<>(names(title(source)));
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

    /** The headings of its sections, in order. */
    public List<String> headings() {
        return SECTION.splitAsStream(source)
                .skip(1)
                .map(section -> section.lines().findFirst().orElse("").strip())
                .toList();
    }

    /** What stands under a heading; empty where there is no such section. */
    public Optional<String> section(String heading) {
        return SECTION.splitAsStream(source)
                .skip(1)
                .filter(section ->
                        section.lines().findFirst().orElse("").strip().equals(heading))
                .map(section ->
                        section.substring(Math.max(0, section.indexOf('\n'))).strip())
                .findFirst();
    }

    /** The topics it points to, as written. */
    public List<String> seeAlso() {
        return section(SEE_ALSO).map(Page::names).orElse(List.of());
    }

    /** The common beliefs it judges. */
    public List<Myth> myths() {
        return section(MYTHS).stream()
                .flatMap(ITEM::splitAsStream)
                .filter(item -> !item.isBlank())
                .flatMap(item -> Myth.parse(name(), joined(item)).stream())
                .toList();
    }

    private static String title(String source) {
        var first = source.lines().findFirst().orElse("");
        return first.startsWith("# ") ? first.substring(2).strip() : first.strip();
    }

    private static String about(String source) {
        return head(source).skip(1).findFirst().map(Page::joined).orElse("");
    }

    private static List<String> also(String source) {
        return head(source)
                .filter(paragraph -> paragraph.startsWith(ALSO))
                .findFirst()
                .map(paragraph -> names(joined(paragraph).substring(ALSO.length())))
                .orElse(List.of());
    }

    /** The paragraphs before the first section. */
    private static Stream<String> head(String source) {
        return PARAGRAPH.splitAsStream(SECTION.split(source, 2)[0].strip()).map(String::strip);
    }

    private static List<String> names(String text) {
        return Arrays.stream(joined(text).split(",\\s+"))
                .map(name -> name.replace("`", "").strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String joined(String paragraph) {
        return paragraph.strip().replaceAll("\\s*\n\\s*", " ");
    }
}
