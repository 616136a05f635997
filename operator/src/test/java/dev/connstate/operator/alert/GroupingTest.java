package dev.connstate.operator.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.alert.Judgement.Answer;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A verdict about many holds whatever the silent ones would say. */
class GroupingTest {
    @Property(tries = 400)
    void noVerdictDependsOnTheSilent(
            @ForAll("groupings") Grouping grouping, @ForAll("values") List<Long> values, @ForAll("guess") long guess) {
        var answer = answer(grouping, values);
        var completed = values.stream()
                .map(value -> value == Play.SILENT ? guess : value)
                .toList();
        assertThat(answer(grouping, completed)).isNotEqualTo(Answer.UNKNOWN);
        if (answer != Answer.UNKNOWN) {
            assertThat(answer(grouping, completed)).isEqualTo(answer);
        }
    }

    /** By counting, without the silent. */
    @Property(tries = 400)
    void aSumAddsAndAShareCounts(@ForAll("talking") List<Long> values) {
        long sum = values.stream().mapToLong(it -> it).sum();
        long bad = values.stream().filter(it -> it > Play.THRESHOLD).count();
        assertThat(answer(new Grouping.Sum(), values)).isEqualTo(Answer.of(sum > Play.THRESHOLD));
        for (int percent : new int[] {1, 50, 51, 100}) {
            assertThat(answer(new Grouping.Share(percent), values))
                    .isEqualTo(Answer.of(100.0 * bad / values.size() >= percent));
        }
    }

    private static Answer answer(Grouping grouping, List<Long> values) {
        var rule = Play.rule(grouping, Duration.ZERO, Duration.ZERO);
        var looks = Play.targets(values).stream()
                .map(it -> Look.of(it, rule.measure()))
                .toList();
        return grouping.judge(rule, looks).getFirst().answer();
    }

    @Provide
    Arbitrary<Grouping> groupings() {
        var shares = Arbitraries.integers().between(1, 100).map(Grouping.Share::new);
        return Arbitraries.oneOf(Arbitraries.just(new Grouping.Sum()), shares.map(Grouping.class::cast));
    }

    @Provide
    Arbitrary<List<Long>> values() {
        return Arbitraries.of(0L, 100L, 300L, 501L, Play.SILENT)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Long>> talking() {
        return Arbitraries.of(0L, 100L, 300L, 501L).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<Long> guess() {
        return Arbitraries.of(0L, 100L, 501L, 100_000L);
    }
}
