package dev.connstate.diagnosis.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every topic, and how to find it. */
public final class Pages {
    private static final int FORMS = 3;

    private final List<Chapter> chapters;
    private final List<Map<String, Page>> byForm;

    Pages(List<Chapter> chapters) {
        this.chapters = List.copyOf(chapters);
        this.byForm = IntStream.range(0, FORMS).mapToObj(this::index).toList();
    }

    /** All there are. */
    public static Pages read() {
        return new Pages(Shelf.chapters());
    }

    /** Pages that belong together, in the order of reading. */
    record Chapter(String title, List<Page> pages) {
        Chapter {
            pages = List.copyOf(pages);
        }
    }

    List<Chapter> chapters() {
        return chapters;
    }

    /** All of them, in the order of reading. */
    public Stream<Page> all() {
        return chapters.stream().flatMap(chapter -> chapter.pages().stream());
    }

    /** The page of that name, or of one that is spelled a little differently. */
    public Optional<Page> find(String name) {
        var asked = name.strip();
        var exact = all().filter(page -> page.names().stream().anyMatch(it -> isExactly(asked, it)));
        var forms = Names.forms(asked);
        var spelled =
                IntStream.range(0, FORMS).mapToObj(form -> byForm.get(form).get(forms.get(form)));
        return exact.findFirst().or(() -> spelled.filter(Objects::nonNull).findFirst());
    }

    /** The page of that name as it is to be read: it ends with topics to read on. */
    public Optional<Page> explain(String name) {
        return find(name).map(page -> Related.addedTo(page, this));
    }

    /** Names that are nearly that, the nearest first. */
    public List<String> nearest(String name, int most) {
        var asked = Names.forms(name).getLast();
        return all().map(page -> Map.entry(page.name(), slips(asked, page)))
                .filter(entry -> entry.getValue() < Integer.MAX_VALUE)
                .sorted(Map.Entry.comparingByValue())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Pages in whose text all the words are, those that have them most often first. */
    public List<Page> mentioning(String words, int most) {
        var wanted = wanted(words);
        return all().map(page -> Map.entry(page, times(wanted, page)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Common beliefs in whose text all the words are; without words all of them. Each is at the first page it is on. */
    public List<Myth> myths(String words) {
        var wanted = wanted(words);
        var first = new LinkedHashMap<String, Myth>();
        all().flatMap(page -> page.myths().stream())
                .filter(myth -> wanted.stream().allMatch(text(myth)::contains))
                .forEach(myth -> first.putIfAbsent(myth.belief(), myth));
        return List.copyOf(first.values());
    }

    private Map<String, Page> index(int form) {
        var index = new HashMap<String, Page>();
        all().forEach(page ->
                page.names().forEach(name -> index.putIfAbsent(Names.forms(name).get(form), page)));
        index.remove("");
        return index;
    }

    private static boolean isExactly(String asked, String name) {
        return name.equals(asked) || Names.bare(name).equals(asked);
    }

    private static int slips(String asked, Page page) {
        return page.names().stream()
                .mapToInt(name -> Likeness.slips(asked, Names.forms(name).getLast()))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static List<String> wanted(String words) {
        return Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static int times(List<String> wanted, Page page) {
        var text = page.source().toLowerCase(Locale.ROOT);
        return wanted.stream()
                .mapToInt(word -> text.split(Pattern.quote(word), -1).length - 1)
                .min()
                .orElse(0);
    }

    private static String text(Myth myth) {
        return String.join(" ", myth.topic(), myth.belief(), myth.correction()).toLowerCase(Locale.ROOT);
    }
}
