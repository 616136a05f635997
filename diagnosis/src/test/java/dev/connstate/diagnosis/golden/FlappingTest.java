package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.golden.Course.Key;
import dev.connstate.diagnosis.golden.Course.Stage;
import dev.connstate.diagnosis.window.Pace;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A signal around its threshold does not make a finding come and go, nor be called now more and now less severe. */
class FlappingTest {
    private static final int LOOKS = 60;

    /** The window is full, and what only its beginning showed is over: until then a finding may go, for good. */
    private static final int SETTLED = 32;

    /** Nothing else happens but what is steadily worse, and what comes for some looks and is gone for others. */
    @Property(tries = 120)
    void aSignalThatComesAndGoesIsOneFindingThatStays(
            @ForAll("casesAndFlapping") Tuple2<Case, Worse> chosen,
            @ForAll @IntRange(max = 9) int look,
            @ForAll Worse steady,
            @ForAll @LongRange(min = 1, max = 5000) long howMuch,
            @ForAll @IntRange(min = 1, max = 4) int there,
            @ForAll @IntRange(min = 1, max = 10) int gone) {
        var looks = chosen.get1();
        var flapping = chosen.get2();
        var still = looks.still(Math.min(look, looks.said().size() - 1), LOOKS);
        var stages = Course.of(still, still.looks((number, state) -> {
                    steady.happen(state, steady.isGrowth() ? howMuch * number : howMuch);
                    flapping.happen(state, howMuch * times(flapping, number, there, gone));
                }))
                .stages();
        var course = new Course(stages, List.of());
        for (var key : course.keysEver()) {
            var found = stages.stream().map(stage -> finding(stage, key)).toList();
            boolean fell = false;
            for (int i = 1; i < LOOKS; i++) {
                int rise = rank(found.get(i)) - rank(found.get(i - 1));
                assertThat(fell ? rise : 0)
                        .as("%s rises again in look %d", key, i)
                        .isNotPositive();
                assertThat(i > SETTLED ? rise : 0)
                        .as("%s falls in look %d", key, i)
                        .isNotNegative();
                fell |= rise < 0;
            }
        }
    }

    @Provide
    Arbitrary<Tuple2<Case, Worse>> casesAndFlapping() {
        return Corpus.casesWith(List.of(Worse.values()), Worse::concerns)
                .filter(chosen -> chosen.get1().every().equals(Duration.ofSeconds(2)))
                .filter(chosen ->
                        chosen.get1().pace().withIdleLimit(Optional.empty()).equals(Pace.DEFAULTS));
    }

    /** A gauge is there or gone; a counter grows while it is there. */
    private static long times(Worse worse, int look, int there, int gone) {
        int phase = Math.min(look % (there + gone), there);
        return worse.isGrowth() ? (long) look / (there + gone) * there + phase : look % (there + gone) < there ? 1 : 0;
    }

    private static Optional<Finding> finding(Stage stage, Key key) {
        return stage.findings().orElseThrow().stream()
                .filter(finding -> Key.of(finding).equals(key))
                .max(Comparator.comparing(finding -> finding.verdict().severity()));
    }

    private static int rank(Optional<Finding> found) {
        return found.map(it -> it.verdict().severity().ordinal()).orElse(-1);
    }
}
