package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;

/**
 * Worse input never lowers a severity. Of what the rules say in each look: a finding would stand for a while, whatever
 * they say.
 */
class MonotonicTest {
    @Property(tries = 1200)
    void whatIsWorseIsCalledNoLessSevere(
            @ForAll("casesAndWorse") Tuple2<Case, Worse> spoiled,
            @ForAll("amounts") long howMuch,
            @ForAll @IntRange(min = 0, max = 9) int start) {
        var looks = spoiled.get1();
        var worse = spoiled.get2();
        int from = start % looks.said().size();
        var worsened = looks.looks((number, state) -> {
            if (number >= from) {
                worse.happen(state, worse.isGrowth() ? howMuch * (number - from + 1) : howMuch);
            }
        });
        var before = Corpus.course(looks).stages();
        var after = Course.of(looks, worsened).stages();
        for (int i = from; i < before.size(); i++) {
            var now = Course.worst(after.get(i).verdicts().stream());
            assertThat(Course.worst(before.get(i).verdicts().stream()))
                    .as("look %d", i)
                    .allSatisfy((key, severity) -> assertThat(key.orBetter())
                            .as("%s among %s", key, now)
                            .anyMatch(it -> now.containsKey(it) && now.get(it).compareTo(severity) >= 0));
        }
    }

    @Provide
    Arbitrary<Long> amounts() {
        return Arbitraries.of(1L, 10L, 100L, 1000L, 3000L, 10_000L, 100_000L);
    }

    @Provide
    Arbitrary<Tuple2<Case, Worse>> casesAndWorse() {
        return Corpus.casesWith(List.of(Worse.values()), Worse::concerns);
    }
}
