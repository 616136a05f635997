package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.symptom.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        var course = Course.of(looks);
        for (var stage : course.stages()) {
            stage.findings()
                    .ifPresentOrElse(findings -> text.look(stage.at(), findings), () -> text.missed(stage.at()));
            ever.addAll(stage.findings().orElse(List.of()));
        }
        text.details(course.last());
        return text.toString();
    }

    private static void isOfTheCatalogue(Finding finding) {
        var verdict = finding.verdict();
        assertThat(Stream.of(verdict.cause(), Catalogue.stageOf(verdict)))
                .as("causes of %s", verdict.symptom())
                .isSubsetOf(Catalogue.ALL.stream()
                        .filter(symptom -> symptom.name().equals(verdict.symptom()))
                        .flatMap(symptom -> symptom.causes().stream())
                        .toList());
    }
}
