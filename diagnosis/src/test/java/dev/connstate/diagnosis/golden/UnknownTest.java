package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.golden.Course.Key;
import dev.connstate.diagnosis.window.KnownSignals;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple2;

/** Unknown is never zero: no finding claims a number that was not read. */
class UnknownTest {
    @Property(tries = 300)
    void aCounterThatIsMissingIsNotClaimed(@ForAll("cases") Case looks, @ForAll("counters") String counter) {
        var course = Course.of(
                looks,
                looks.looks((_, state) -> Corpus.namespaces(state)
                        .forEach(name -> Unseen.forget(state.withObjectProperty(name), "counters/" + counter))));
        everFound(course)
                .forEach(finding -> assertThat(finding.verdict().evidence())
                        .as("evidence of %s", finding.verdict().symptom())
                        .noneMatch(evidence -> evidence.what().equals(counter)
                                && !evidence.value().contains("unknown")));
    }

    @Property(tries = 300)
    void aSettingThatIsMissingIsNeitherClaimedNorProposed(
            @ForAll("cases") Case looks, @ForAll("settings") String setting) {
        var course = Course.of(looks, looks.looks((_, state) -> {
            Unseen.forget(state.withObjectProperty("host"), "sysctls/" + setting);
            Corpus.namespaces(state)
                    .forEach(name -> Unseen.forget(state.withObjectProperty(name), "sysctls/" + setting));
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

    /**
     * Of all that a case speaks of or that is evidence in it: what is found, or called worse, only because something is not known is never said as if it were sure. A counter that
     * fell is needed to know one namespace from another.
     */
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void lessKnowledgeIsSureOfNoMore(@ForAll("casesAndUnseen") Tuple2<Case, String> spoiled) {
        var looks = spoiled.get1();
        var what = spoiled.get2();
        Assume.that(!what.startsWith("counters/") || !hasFallen(looks, what.substring("counters/".length())));
        var known = Corpus.course(looks).stages();
        var less = Course.of(looks, looks.looks((_, state) -> {
                    if (what.startsWith("sysctls/") || what.startsWith("sockstat/")) {
                        Unseen.forget(state.withObjectProperty("host"), what);
                    }
                    Corpus.namespaces(state).forEach(name -> Unseen.forget(state.withObjectProperty(name), what));
                }))
                .stages();
        for (int i = 0; i < less.size(); i++) {
            var before = known.get(i).verdicts();
            assertThat(less.get(i).verdicts())
                    .as("look %d", i)
                    .filteredOn(verdict -> verdict.confidence() == Confidence.HIGH)
                    .allSatisfy(verdict -> assertThat(before).anyMatch(it -> isNoLess(it, verdict)));
        }
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
    Arbitrary<Tuple2<Case, String>> casesAndUnseen() {
        return Arbitraries.of(Corpus.concerned(
                Unseen.ALL, (what, looks) -> looks.speaksOf(Unseen.name(what)) || isNamed(Unseen.name(what), looks)));
    }

    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.of(Case.settings());
    }

    private static boolean isNamed(String name, Case looks) {
        return everFound(Corpus.course(looks)).stream()
                .map(Finding::verdict)
                .anyMatch(verdict ->
                        verdict.evidence().stream().anyMatch(it -> it.what().equals(name))
                                || verdict.advice().stream()
                                        .flatMap(advice -> advice.setting().stream())
                                        .anyMatch(it -> it.name().equals(name)));
    }

    private static boolean hasFallen(Case looks, String counter) {
        var last = new HashMap<Long, Long>();
        return looks.looks().stream()
                .flatMap(look -> look.report().stream())
                .flatMap(report -> report.namespaces().stream())
                .anyMatch(namespace -> {
                    long value = namespace.counters().of(counter).orElse(0);
                    var before = last.put(namespace.id(), value);
                    return before != null && before > value;
                });
    }

    /** Ports that may be scarce are no less a pile; resets for want of memory are no more those of too many orphans. */
    private static boolean isNoLess(Verdict known, Verdict less) {
        var key = Key.of(less);
        var same = less.symptom().equals("orphan-pressure") ? List.of(key) : key.orBetter();
        return same.contains(Key.of(known)) && known.severity().compareTo(less.severity()) >= 0;
    }

    private static List<Finding> everFound(Course course) {
        return course.stages().stream()
                .flatMap(stage -> stage.findings().stream())
                .flatMap(List::stream)
                .toList();
    }
}
