package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** The golden cases as a stock of plausible courses, which properties then spoil. */
final class Corpus {
    static final List<Case> ALL = all();

    private Corpus() {}

    static Arbitrary<Case> cases() {
        return Arbitraries.of(ALL);
    }

    /** What is the case in a namespace, by its name in the file. */
    static List<String> namespaces(ObjectNode state) {
        return state.properties().stream()
                .filter(field -> Reports.isNamespace(field.getKey()) && field.getValue() instanceof ObjectNode)
                .map(field -> field.getKey())
                .toList();
    }

    private static List<Case> all() {
        try {
            return GoldenCasesTest.folders().stream()
                    .map(folder -> Case.read(folder.resolve("looks.yaml")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
