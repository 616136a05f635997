package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.window.KnownSignals;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Unknown is never zero: no finding claims a number that was not read. */
class UnknownTest {
    @Property
    void aCounterThatIsMissingIsNotClaimed(@ForAll("cases") Case looks, @ForAll("counters") String counter) {
        var course = Course.of(
                looks,
                looks.looks((_, state) -> Corpus.namespaces(state)
                        .forEach(name -> forget(state.withObjectProperty(name), "counters", counter))));
        everFound(course)
                .forEach(finding -> assertThat(finding.verdict().evidence())
                        .as("evidence of %s", finding.verdict().symptom())
                        .noneMatch(evidence -> evidence.what().equals(counter)
                                && !evidence.value().contains("unknown")));
    }

    @Property
    void aSettingThatIsMissingIsNeitherClaimedNorProposed(
            @ForAll("cases") Case looks, @ForAll("settings") String setting) {
        var course = Course.of(looks, looks.looks((_, state) -> {
            forget(state.withObjectProperty("host"), "sysctls", setting);
            Corpus.namespaces(state).forEach(name -> forget(state.withObjectProperty(name), "sysctls", setting));
        }));
        everFound(course).forEach(finding -> {
            assertThat(finding.verdict().evidence())
                    .as("evidence of %s", finding.verdict().symptom())
                    .noneMatch(evidence ->
                            evidence.what().equals(setting) && !evidence.value().contains("unknown"));
            assertThat(finding.verdict().advice())
                    .as("advice of %s", finding.verdict().symptom())
                    .noneMatch(advice -> advice.setting()
                            .filter(it -> it.name().equals(setting))
                            .isPresent());
        });
    }

    /** What can be found without any of it is found with all of it. */
    @Property
    void lessKnowledgeFindsNoMore(@ForAll("cases") Case looks, @ForAll("counters") String counter) {
        var course = Course.of(
                looks,
                looks.looks((_, state) -> Corpus.namespaces(state)
                        .forEach(name -> forget(state.withObjectProperty(name), "counters", counter))));
        assertThat(symptoms(course)).isSubsetOf(symptoms(Course.of(looks)));
    }

    @Provide
    Arbitrary<Case> cases() {
        return Corpus.cases();
    }

    @Provide
    Arbitrary<String> counters() {
        return Arbitraries.of(KnownSignals.NAMES);
    }

    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.of(Case.settings());
    }

    private static void forget(ObjectNode whose, String what, String name) {
        if (!whose.path(what).isNull()) {
            whose.withObjectProperty(what).putNull(name);
        }
    }

    private static List<Finding> everFound(Course course) {
        return course.stages().stream()
                .flatMap(stage -> stage.findings().stream())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> symptoms(Course course) {
        return everFound(course).stream()
                .map(finding -> finding.verdict().symptom())
                .distinct()
                .toList();
    }
}
