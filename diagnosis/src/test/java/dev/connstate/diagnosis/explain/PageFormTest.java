package dev.connstate.diagnosis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every page must have, whoever wrote it. */
class PageFormTest {
    private static final Path RESOURCES = Path.of("src/main/resources/dev/connstate/diagnosis/explain");
    private static final Pages PAGES = Pages.read();

    private static final int WIDEST_DRAWING = 76;
    private static final Pattern DRAWING = Pattern.compile("(?s)```\n(.*?)```");

    private static final Map<Kind, Set<String>> SECTIONS = Map.of(
            Kind.SYMPTOM, Set.of("Meaning", "What raises it", "What does not help", "Versions"),
            Kind.STATE, Set.of("Where it stands", "Meaning", "What raises it", "What helps", "Myths", "Versions"),
            Kind.CONCEPT, Set.of("Meaning", "What helps"),
            Kind.COUNTER, Set.of("Meaning", "What raises it", "What it is not", "What helps", "Versions"),
            Kind.SYSCTL, Set.of("Meaning", "What helps", "What does not help", "Versions"));

    static Stream<Page> pages() {
        return PAGES.all();
    }

    static Stream<Page> written() {
        return pages().filter(page -> page.kind() != Kind.SYMPTOM && page.kind() != Kind.SYSCTL);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasTheSectionsOfItsKind(Page page) {
        assertThat(page.names().getFirst()).isNotBlank();
        assertThat(page.about()).isNotBlank().endsWith(".").doesNotContain("|");
        assertThat(SECTIONS.get(page.kind()))
                .allSatisfy(heading -> assertThat(page.section(heading))
                        .as(heading)
                        .hasValueSatisfying(text -> assertThat(text).isNotBlank()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isReadableAtAnyWidth(Page page) {
        for (int width : List.of(1, 40, 80, 100)) {
            assertThat(PageText.of(page.source(), width)).isNotEmpty();
        }
        assertThat(PageText.of(page.source(), 100))
                .allSatisfy(line -> assertThat(line.text())
                        .as("no markup is left")
                        .doesNotContain("**", "](", "|--")
                        .hasSizeLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @MethodSource("written")
    void linksLeadSomewhere(Page page) {
        assertThat(page.seeAlso()).isNotEmpty().doesNotHaveDuplicates().doesNotContainAnyElementsOf(page.names());
        assertThat(page.seeAlso())
                .allSatisfy(topic -> assertThat(PAGES.find(topic).map(Page::names))
                        .hasValueSatisfying(names -> assertThat(names).contains(topic)));
    }

    @ParameterizedTest
    @MethodSource("written")
    void everyMythIsJudged(Page page) {
        var items = page.section("Myths").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("- "))
                .count();
        assertThat(page.myths())
                .hasSize((int) items)
                .allSatisfy(myth -> assertThat(myth.correction()).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("written")
    void drawingsAreAsciiAndFitASmallTerminal(Page page) {
        DRAWING.matcher(page.source())
                .results()
                .map(drawing -> drawing.group(1))
                .forEach(drawing -> assertThat(drawing.lines())
                        .allSatisfy(line ->
                                assertThat(line).matches("\\p{ASCII}*").hasSizeLessThanOrEqualTo(WIDEST_DRAWING)));
    }

    @Test
    void everyStateHasAPageThatMarksItInTheDrawing() {
        var states = pages().filter(page -> page.kind() == Kind.STATE).toList();
        assertThat(states)
                .extracting(Page::name)
                .containsExactlyInAnyOrderElementsOf(
                        TcpState.ALL.stream().map(Enum::name).toList());
        assertThat(states)
                .allSatisfy(page -> assertThat(page.section("Where it stands").orElseThrow())
                        .contains("[" + page.name() + "]"));
    }

    @Test
    void everyFileIsInTheContents() throws IOException {
        try (var files = Files.walk(RESOURCES)) {
            var pages = files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> RESOURCES.relativize(file).toString().replaceFirst("\\.md$", ""))
                    .toList();
            assertThat(Files.readString(RESOURCES.resolve("contents")).lines().filter(line -> line.contains("/")))
                    .containsExactlyInAnyOrderElementsOf(pages);
        }
    }

    @Test
    void noNameIsGivenTwice() {
        var owners = new TreeMap<String, Set<String>>();
        pages().forEach(page -> page.names()
                .forEach(name -> owners.merge(
                        Names.key(name),
                        Set.of(page.name()),
                        (one, other) ->
                                Stream.of(one, other).flatMap(Set::stream).collect(Collectors.toSet()))));
        assertThat(owners)
                .allSatisfy((name, pages) -> assertThat(pages).as(name).hasSize(1));
    }

    @Test
    void noBeliefIsJudgedTwice() {
        var written = pages().flatMap(page -> page.myths().stream()).distinct().toList();
        var judged = written.stream().collect(Collectors.groupingBy(Myth::belief));
        assertThat(judged)
                .allSatisfy((belief, myths) -> assertThat(
                                myths.stream().map(Myth::correction).distinct())
                        .as(belief)
                        .hasSize(1));
    }

    @Test
    void theContentsFitTwoScreens() {
        var lines = PageText.of(Contents.of(PAGES), 100).stream()
                .map(TextLine::text)
                .toList();
        assertThat(lines).hasSizeLessThan(130);
        assertThat(pages().filter(page -> page.kind() != Kind.COUNTER && page.kind() != Kind.SYSCTL)
                        .filter(page -> lines.stream().noneMatch(line -> isLineOf(page, line)))
                        .map(Page::about))
                .as("sentences that are too long for a line")
                .isEmpty();
    }

    private static boolean isLineOf(Page page, String line) {
        return line.strip().startsWith(page.name() + " ")
                && line.endsWith(page.about().replace("`", ""));
    }
}
