package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.golden.Course.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * Worse input never lowers a severity. Of what the rules say in each look: a finding would stand for a while, whatever
 * they say.
 */
class MonotonicTest {
    @Property(tries = 800)
    void whatIsWorseIsCalledNoLessSevere(
            @ForAll("casesAndWorse") Tuple2<Case, Worse> spoiled,
            @ForAll @LongRange(min = 1, max = 30_000) long howMuch,
            @ForAll @IntRange(min = 0, max = 9) int start) {
        var looks = spoiled.get1();
        var worse = spoiled.get2();
        int from = start % looks.said().size();
        var worsened = looks.looks((number, state) -> {
            if (number >= from) {
                worse.happen(state, worse.isGrowth() ? howMuch * (number - from + 1) : howMuch);
            }
        });
        var before = Course.of(looks).stages();
        var after = Course.of(looks, worsened).stages();
        for (int i = from; i < before.size(); i++) {
            var now = severities(after.get(i).verdicts());
            assertThat(severities(before.get(i).verdicts()))
                    .as("look %d", i)
                    .allSatisfy((key, severity) -> assertThat(key.orBetter())
                            .as("%s among %s", key, now)
                            .anyMatch(it -> now.containsKey(it) && now.get(it).compareTo(severity) >= 0));
        }
    }

    @Provide
    Arbitrary<Tuple2<Case, Worse>> casesAndWorse() {
        return Corpus.casesWith(List.of(Worse.values()), Worse::concerns);
    }

    private static Map<Key, Severity> severities(List<Verdict> verdicts) {
        return verdicts.stream()
                .collect(Collectors.toMap(
                        Key::of, Verdict::severity, (one, other) -> one.compareTo(other) < 0 ? other : one));
    }
}
