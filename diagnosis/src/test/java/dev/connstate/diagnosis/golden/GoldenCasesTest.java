package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.diagnosis.sysctl.Forbidden;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder: looks in, findings out. {@code -Dgolden.update=true} writes the findings anew. */
class GoldenCasesTest {
    private static final Path FOLDERS = Path.of("src/test/resources/diagnosis");
    private static final String FINDINGS = "findings.txt";
    private static final String LOOKS = "looks.yaml";

    static List<Path> folders() throws IOException {
        try (var folders = Files.list(FOLDERS)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void findsWhatIsCommitted(Path folder) throws IOException {
        var looks = Case.read(folder.resolve(LOOKS));
        var ever = new ArrayList<Finding>();
        var text = text(looks, ever);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(folder.resolve(FINDINGS), text);
        }
        assertThat(text).isEqualTo(Files.readString(folder.resolve(FINDINGS)));
        assertThat(looks.about()).as("what the case is about").isNotBlank();
        assertThat(ever.isEmpty())
                .as("finds nothing, which has to be said: 'finds: nothing'")
                .isEqualTo(looks.healthy());
        ever.forEach(GoldenCasesTest::isOfTheCatalogue);
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder(LOOKS, FINDINGS);
        }
    }

    private static String text(Case looks, List<Finding> ever) {
        var text = new FindingsText();
        Optional<Diagnosis> diagnosis = Optional.empty();
        for (var look : looks.looks()) {
            if (look.report().isEmpty()) {
                text.missed(look.at());
                continue;
            }
            var report = look.report().get();
            diagnosis = diagnosis.map(it -> it.after(report)).or(() -> Optional.of(Diagnosis.of(looks.pace(), report)));
            diagnosis.get().window().namespaces().forEach(GoldenCasesTest::advisesNothingForbidden);
            var findings = diagnosis.get().findings();
            text.look(look.at(), findings);
            ever.addAll(findings);
        }
        diagnosis.ifPresent(it -> text.details(it.findings()));
        return text.toString();
    }

    /** Asked of verdicts as they are given: in a finding that stands a value may have changed since. */
    private static void advisesNothingForbidden(NamespaceWindow seen) {
        Catalogue.ALL.stream()
                .flatMap(symptom -> symptom.examine(seen))
                .forEach(verdict -> assertThat(Forbidden.violation(verdict, seen))
                        .as("what %s/%s advises", verdict.symptom(), verdict.cause())
                        .isEmpty());
    }

    private static void isOfTheCatalogue(Finding finding) {
        var verdict = finding.verdict();
        assertThat(Stream.of(verdict.cause()))
                .as("causes of %s", verdict.symptom())
                .isSubsetOf(Catalogue.ALL.stream()
                        .filter(symptom -> symptom.name().equals(verdict.symptom()))
                        .flatMap(symptom -> symptom.causes().stream())
                        .toList());
    }
}
