package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.diagnosis.sysctl.Forbidden;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of all that any rule says at any look of any case, nothing is what no advice may say. */
class NothingForbiddenTest {
    static List<Path> folders() throws IOException {
        return GoldenCasesTest.folders();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isSaid(Path folder) {
        Course.of(Case.read(folder.resolve("looks.yaml"))).diagnoses().stream()
                .flatMap(diagnosis -> diagnosis.window().namespaces().stream())
                .forEach(NothingForbiddenTest::isSaidOf);
    }

    private static void isSaidOf(NamespaceWindow seen) {
        for (var symptom : Catalogue.ALL) {
            symptom.examine(seen)
                    .forEach(verdict -> assertThat(Forbidden.violation(verdict, seen))
                            .as("%s/%s", verdict.symptom(), verdict.cause())
                            .isEmpty());
        }
    }
}
