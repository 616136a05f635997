package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.golden.Course.Key;
import dev.connstate.diagnosis.golden.Course.Stage;
import dev.connstate.diagnosis.window.KnownSignals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Where nothing can be compared nothing is found. */
class GapsTest {
    /** One counter that fell tells it: what is said is to the letter what is said of a namespace that is new. */
    @Property(tries = 400)
    void aNamespaceWhoseCounterFellIsAnotherOne(
            @ForAll("cases") Case looks,
            @ForAll("signals") String counter,
            @ForAll @IntRange(min = 1, max = 9) int at,
            @ForAll @LongRange(min = 1_000_000_000) long byHowMuch) {
        Assume.that(at < looks.said().size());
        var fallen = looks.looks((number, state) -> {
            if (number < at) {
                Corpus.namespaces(state)
                        .forEach(name -> Worse.addToCounter(state.withObjectProperty(name), counter, byHowMuch));
            }
        });
        Assume.that(IntStream.of(at - 1, at).allMatch(number -> knows(fallen.get(number), counter)));
        var begun = looks.looks((number, state) -> {
            if (number < at) {
                state.remove(Corpus.namespaces(state));
            }
        });
        assertThat(from(at, Course.of(looks, fallen))).isEqualTo(from(at, Course.of(looks, begun)));
    }

    /** Of another boot nothing can be compared, whatever its counters. */
    @Property(tries = 400)
    void anotherBootIsAsTheFirstLook(
            @ForAll("cases") Case looks,
            @ForAll Worse worse,
            @ForAll @LongRange(min = 1, max = 5000) long howMuch,
            @ForAll @IntRange(min = 1, max = 9) int at) {
        var booted = looks.looks((number, state) -> {
            if (number >= at) {
                state.withObjectProperty("node").put("bootId", "another");
                worse.happen(state, howMuch);
            }
        });
        Assume.that(booted.stream().skip(at).anyMatch(look -> look.report().isPresent()));
        var alone = booted.subList(at, booted.size());
        assertThat(from(at, Course.of(looks, booted))).isEqualTo(from(0, Course.of(looks, alone)));
    }

    /**
     * A socket, a CPU's counters or a module that is new, in a namespace that is not. Where the socket's drops say nothing
     * more, what the namespace lost is told without it.
     */
    @Property(tries = 400)
    void countersThatFellFindNothingNew(
            @ForAll("casesAndGrowth") Tuple2<Case, Worse> spoiled,
            @ForAll @LongRange(min = 1, max = 5000) long howMuch,
            @ForAll @IntRange(min = 1, max = 9) int when) {
        var looks = spoiled.get1();
        var worse = spoiled.get2();
        int at = Math.min(when, looks.said().size() - 1);
        var fell = looks.looks((number, state) -> {
            if (number < at) {
                worse.happen(state, howMuch);
            }
        });
        var known = Corpus.course(looks).keysEver();
        known.addAll(known.stream().map(Key::unlocated).toList());
        assertThat(Course.of(looks, fell).keysEver()).isSubsetOf(known);
    }

    /**
     * What is found without the report that did not come is found with it, or would be if it had said what the one before
     * did: that what is high before and after fell in between is known to nobody.
     */
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void aMissedReportFindsNothingNew(@ForAll("casesAndLooks") Tuple2<Case, Integer> chosen) {
        var looks = chosen.get1();
        int missed = chosen.get2();
        var all = looks.looks();
        var some = new ArrayList<>(all);
        var still = new ArrayList<>(all);
        some.set(missed, new Case.Look(all.get(missed).at(), Optional.empty()));
        still.set(
                missed,
                missed == 0
                        ? all.get(0)
                        : all.get(missed - 1).again(all.get(missed).at()));
        Assume.that(some.stream().anyMatch(look -> look.report().isPresent()));
        var known = Corpus.course(looks).worstEver();
        Course.of(looks, still)
                .worstEver()
                .forEach((key, severity) ->
                        known.merge(key, severity, (one, other) -> one.compareTo(other) < 0 ? other : one));
        assertThat(Course.of(looks, some).worstEver())
                .allSatisfy((key, severity) -> assertThat(known.get(key))
                        .as("%s among %s", key, known)
                        .isNotNull()
                        .isGreaterThanOrEqualTo(severity));
    }

    @Provide
    Arbitrary<Case> cases() {
        return Corpus.cases();
    }

    /** Those that there are. */
    @Provide
    Arbitrary<Tuple2<Case, Integer>> casesAndLooks() {
        return Arbitraries.of(Corpus.ALL.stream()
                .flatMap(looks -> IntStream.range(0, looks.said().size()).mapToObj(look -> Tuple.of(looks, look)))
                .toList());
    }

    @Provide
    Arbitrary<String> signals() {
        return Arbitraries.of(KnownSignals.NAMES);
    }

    @Provide
    Arbitrary<Tuple2<Case, Worse>> casesAndGrowth() {
        var growth = Arrays.stream(Worse.values()).filter(Worse::isGrowth).toList();
        return Corpus.casesWith(growth, Worse::concerns);
    }

    private static List<String> from(int look, Course course) {
        return course.stages().stream()
                .skip(look)
                .map(Stage::verdicts)
                .map(Object::toString)
                .toList();
    }

    private static boolean knows(Case.Look look, String counter) {
        return look.report().isPresent()
                && look.report().get().namespaces().stream()
                        .allMatch(namespace -> namespace.counters().of(counter).isPresent());
    }
}
