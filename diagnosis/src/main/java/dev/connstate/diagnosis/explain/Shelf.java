package dev.connstate.diagnosis.explain;

import dev.connstate.diagnosis.explain.Pages.Chapter;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Sysctls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where pages are: beside this class in the order of the file {@code contents}, and each symptom's beside its rule. */
final class Shelf {
    private static final String CHAPTER = "# ";

    private Shelf() {}

    static List<Chapter> chapters() {
        var symptoms = Catalogue.ALL.stream().map(Shelf::symptom).toList();
        var sysctls =
                Sysctls.ALL.stream().map(SysctlPage::of).map(Refuted::addedTo).toList();
        return Stream.of(
                        List.of(new Chapter("Symptoms", symptoms)), written(), List.of(new Chapter("Sysctls", sysctls)))
                .flatMap(List::stream)
                .filter(chapter -> !chapter.pages().isEmpty())
                .toList();
    }

    private static List<Chapter> written() {
        var chapters = new ArrayList<Chapter>();
        var title = "";
        var pages = new ArrayList<Page>();
        for (var line : read(Shelf.class, "contents")
                .lines()
                .filter(it -> !it.isBlank())
                .toList()) {
            if (line.startsWith(CHAPTER)) {
                chapters.add(new Chapter(title, pages));
                title = line.substring(CHAPTER.length());
                pages.clear();
            } else {
                pages.add(page(line.strip()));
            }
        }
        chapters.add(new Chapter(title, pages));
        return chapters;
    }

    /** @param path {@code state/time-wait} */
    private static Page page(String path) {
        var kind = Kind.valueOf(path.substring(0, path.indexOf('/')).toUpperCase(Locale.ROOT));
        return Refuted.addedTo(Page.of(kind, read(Shelf.class, path + ".md")));
    }

    private static Page symptom(Symptom symptom) {
        var causes = symptom.causes().stream()
                .map(cause -> symptom.name() + "/" + cause)
                .toList();
        return Page.named(Kind.SYMPTOM, symptom.name(), causes, read(symptom.getClass(), symptom.name() + ".md"));
    }

    private static String read(Class<?> beside, String name) {
        try (var stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the page %s is missing beside %s".formatted(name, beside.getName()));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
