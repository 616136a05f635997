package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** The golden cases as a stock of plausible courses, which properties then spoil. */
final class Corpus {
    static final List<Case> ALL = all();

    private static final Map<String, Course> COURSES = new ConcurrentHashMap<>();

    private Corpus() {}

    static Arbitrary<Case> cases() {
        return Arbitraries.of(ALL);
    }

    /** Three of four concern what the case speaks of, so that something comes of it. */
    static <T> Arbitrary<Tuple2<Case, T>> casesWith(List<T> all, BiPredicate<T, Case> concerns) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(concerned(all, concerns))),
                Tuple.of(1, Combinators.combine(cases(), Arbitraries.of(all)).as(Tuple::of)));
    }

    static <T> List<Tuple2<Case, T>> concerned(List<T> all, BiPredicate<T, Case> concerns) {
        return ALL.stream()
                .flatMap(looks ->
                        all.stream().filter(it -> concerns.test(it, looks)).map(it -> Tuple.of(looks, it)))
                .toList();
    }

    /** As it is, unspoiled. */
    static Course course(Case looks) {
        return COURSES.computeIfAbsent(looks.name(), _ -> Course.of(looks));
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
