package dev.connstate.operator.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.alert.Play.Evaluation;
import dev.connstate.operator.alert.Play.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every alert, whatever its targets do. */
class AlertStateTest {
    private static final long BAD = Play.THRESHOLD + 1;
    private static final long GOOD = Play.THRESHOLD;

    @Property(tries = 80)
    void firesAtTheFirstEvaluationThatCompletesFor(
            @ForAll @IntRange(max = 20) int seconds, @ForAll @IntRange(min = 1, max = 60) int every) {
        var rule = Play.rule(new Grouping.Any(), Duration.ofSeconds(seconds * 7L), Duration.ZERO);
        var evaluation = new Evaluation(Duration.ofSeconds(every), List.of(BAD), false);
        var outcomes =
                new Play(rule, IntStream.range(0, 150).mapToObj(_ -> evaluation).toList()).outcomes();
        int first = Math.ceilDiv(seconds * 7, every);
        assertThat(outcomes.subList(0, first)).allMatch(it -> it.firing() == 0 && it.pending() == 1);
        assertThat(outcomes.subList(first, 150)).allMatch(it -> it.firing() == 1 && it.pending() == 0);
        assertThat(outcomes.get(first).transition()).contains(Transition.Fired.class);
    }

    @Property(tries = 60)
    void oneGoodEvaluationBeginsForAnew(@ForAll @IntRange(min = 1, max = 20) int evaluations) {
        var rule = Play.rule(new Grouping.Any(), Play.EVERY.multipliedBy(evaluations), Duration.ZERO);
        var values = new ArrayList<List<Long>>();
        for (int i = 0; i < 3; i++) {
            values.addAll(repeated(evaluations, BAD));
            values.add(List.of(GOOD));
        }
        assertThat(Play.regular(rule, values).outcomes()).allMatch(it -> it.firing() == 0);
    }

    @Property(tries = 60)
    void keepsFiringExactlySoLong(@ForAll @IntRange(max = 20) int evaluations) {
        var rule = Play.rule(new Grouping.Any(), Duration.ZERO, Play.EVERY.multipliedBy(evaluations));
        var values = repeated(1, BAD);
        values.addAll(repeated(evaluations + 1, GOOD));
        var outcomes = Play.regular(rule, values).outcomes();
        assertThat(outcomes.subList(0, evaluations + 1)).allMatch(it -> it.firing() == 1);
        assertThat(outcomes.getLast().firing()).isZero();
        assertThat(outcomes.getLast().transition()).contains(Transition.Resolved.class);
    }

    @Property(tries = 120)
    void silenceChangesNothing(@ForAll("plays") Play play, @ForAll @IntRange(min = 1, max = 30) int times) {
        var silence = Evaluation.of(play.evaluations().getLast().values().stream()
                .map(_ -> Play.SILENT)
                .toList());
        var evaluations = new ArrayList<>(play.evaluations());
        IntStream.range(0, times).forEach(_ -> evaluations.add(silence));
        var outcomes = new Play(play.rule(), evaluations).outcomes();
        var before = outcomes.get(play.evaluations().size() - 1);
        assertThat(outcomes.subList(play.evaluations().size(), outcomes.size())).allSatisfy(it -> {
            assertThat(it.essence()).isEqualTo(List.of(before.pending(), before.firing(), Optional.empty()));
            assertThat(firing(it)).isEqualTo(before.firing() > 0 ? "True" : "Unknown");
        });
    }

    /** Silence in the middle is as if the time had stood still. */
    @Property(tries = 120)
    void silenceLetsNoTimePass(@ForAll("plays") Play play, @ForAll @IntRange(max = 11) int where) {
        int at = Math.min(where, play.evaluations().size());
        var silence = Evaluation.of(play.evaluations().getFirst().values().stream()
                .map(_ -> Play.SILENT)
                .toList());
        var longer = new ArrayList<>(play.evaluations());
        longer.addAll(at, List.of(silence, silence, silence));
        var outcomes = new ArrayList<>(essences(new Play(play.rule(), longer)));
        outcomes.subList(at, at + 3).clear();
        assertThat(outcomes).isEqualTo(essences(play));
    }

    @Property(tries = 120)
    void aClockThatIsSetLetsNoTimePass(
            @ForAll("plays") Play play, @ForAll @IntRange(max = 11) int where, @ForAll("leaps") Duration leap) {
        int at = Math.min(where, play.evaluations().size() - 1);
        var evaluations = new ArrayList<>(play.evaluations());
        var values = evaluations.get(at).values();
        // The clock is set between two evaluations that follow at once.
        evaluations.add(at + 1, new Evaluation(leap, values, false));
        var outcomes = new ArrayList<>(essences(new Play(play.rule(), evaluations)));
        assertThat(outcomes.remove(at + 1).getLast()).isEqualTo(Optional.empty());
        assertThat(outcomes).isEqualTo(essences(play));
    }

    /** What a status does not say: how far keepFiringFor has run, and how long a pending target was silent. */
    @Property(tries = 250)
    void aRestartInTheMiddleChangesNothing(@ForAll("talkingPlays") Play play, @ForAll @IntRange(max = 12) int where) {
        var forgetting = new ArrayList<>(play.evaluations());
        int at = Math.min(where, play.evaluations().size() - 1);
        var evaluation = forgetting.get(at);
        forgetting.set(at, new Evaluation(evaluation.after(), evaluation.values(), true));
        assertThat(essences(new Play(play.rule(), forgetting))).isEqualTo(essences(play));
    }

    @Property(tries = 120)
    void aRestartNeverResolvesOrFiresByItself(@ForAll("plays") Play play) {
        var last = play.outcomes().getLast();
        var values = play.evaluations().getLast().values();
        var restarted = new ArrayList<>(play.evaluations());
        restarted.add(new Evaluation(Duration.ZERO, values, true));
        var after = new Play(play.rule(), restarted).outcomes().getLast();
        assertThat(after.essence()).isEqualTo(List.of(last.pending(), last.firing(), Optional.empty()));
        assertThat(after.written()).isFalse();
    }

    @Property(tries = 250)
    void moreIsNeverLessSevere(
            @ForAll("plays") Play play, @ForAll @IntRange(max = 11) int where, @ForAll("values") long more) {
        int at = Math.min(where, play.evaluations().size() - 1);
        var evaluations = new ArrayList<>(play.evaluations());
        var values = evaluations.get(at).values().stream()
                .map(value -> value == Play.SILENT ? value : Math.max(value, more))
                .toList();
        evaluations.set(at, Evaluation.of(values));
        var less = play.outcomes();
        var worse = new Play(play.rule(), evaluations).outcomes();
        for (int i = 0; i < less.size(); i++) {
            assertThat(worse.get(i).firing()).isGreaterThanOrEqualTo(less.get(i).firing());
            assertThat(worse.get(i).firing() + worse.get(i).pending())
                    .isGreaterThanOrEqualTo(less.get(i).firing() + less.get(i).pending());
        }
    }

    @Property(tries = 120)
    void isFalseOnlyWhenAllReportAndNoneFires(@ForAll("plays") Play play) {
        var outcomes = play.outcomes();
        for (int i = 0; i < outcomes.size(); i++) {
            boolean silent = play.evaluations().get(i).values().contains(Play.SILENT);
            var expected = outcomes.get(i).firing() > 0 ? "True" : silent ? "Unknown" : "False";
            if (outcomes.get(i).written()) {
                assertThat(firing(outcomes.get(i))).isEqualTo(expected);
            }
        }
    }

    @Property(tries = 120)
    void firesAndEndsInTurns(@ForAll("plays") Play play) {
        boolean firing = false;
        for (var outcome : play.outcomes()) {
            assertThat(outcome.transition().isPresent()).isEqualTo(firing != outcome.firing() > 0);
            firing = outcome.firing() > 0;
        }
    }

    @Property(tries = 80)
    void writesNothingWhileNothingChanges(@ForAll("plays") Play play) {
        var twice = new ArrayList<Evaluation>();
        for (var it : play.evaluations()) {
            twice.add(it);
            twice.add(new Evaluation(Duration.ZERO, it.values(), false));
        }
        var outcomes = new Play(play.rule(), twice).outcomes();
        assertThat(IntStream.range(0, outcomes.size()).filter(i -> i % 2 == 1).mapToObj(outcomes::get))
                .allMatch(it -> !it.written() && it.transition().isEmpty());
    }

    @Property(tries = 80)
    void conditionsChangeTheirTimeWithTheirStatusOnly(@ForAll("plays") Play play) {
        var outcomes = play.outcomes();
        for (int i = 1; i < outcomes.size(); i++) {
            for (int type = 0; type < 2; type++) {
                var before = outcomes.get(i - 1).status().conditions().get(type);
                var after = outcomes.get(i).status().conditions().get(type);
                assertThat(after.getLastTransitionTime().equals(before.getLastTransitionTime()))
                        .isEqualTo(after.getStatus().equals(before.getStatus()));
            }
        }
    }

    private static String firing(Outcome outcome) {
        return outcome.status().conditions().getLast().getStatus();
    }

    private static List<List<Object>> essences(Play play) {
        return play.outcomes().stream().map(Outcome::essence).toList();
    }

    private static List<List<Long>> repeated(int times, long value) {
        return new ArrayList<>(
                LongStream.range(0, times).mapToObj(_ -> List.of(value)).toList());
    }

    @Provide
    Arbitrary<Duration> leaps() {
        return Arbitraries.of(-1L, -3600L, -86_400L * 365, 301L, 3600L, 86_400L * 365)
                .map(Duration::ofSeconds);
    }

    @Provide
    Arbitrary<Long> values() {
        return Arbitraries.of(0L, 200L, GOOD, BAD, 2000L);
    }

    @Provide
    Arbitrary<Play> plays() {
        return plays(Arbitraries.of(0L, 200L, GOOD, BAD, 2000L, Play.SILENT), Arbitraries.of(0, 1, 2, 4));
    }

    @Provide
    Arbitrary<Play> talkingPlays() {
        return plays(values(), Arbitraries.just(0));
    }

    private static Arbitrary<Play> plays(Arbitrary<Long> value, Arbitrary<Integer> keeps) {
        var groupings = Arbitraries.<Grouping>of(
                new Grouping.Any(), new Grouping.Sum(), new Grouping.Share(50), new Grouping.Share(100));
        var rules = Combinators.combine(groupings, Arbitraries.of(0, 1, 2, 4), keeps)
                .as((grouping, lasting, keep) ->
                        Play.rule(grouping, Play.EVERY.multipliedBy(lasting), Play.EVERY.multipliedBy(keep)));
        var values = Arbitraries.integers()
                .between(1, 4)
                .flatMap(targets ->
                        value.list().ofSize(targets).list().ofMinSize(1).ofMaxSize(12));
        return Combinators.combine(rules, values).as(Play::regular);
    }
}
