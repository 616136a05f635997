package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.golden.Course.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Worse input never lowers a severity. */
class MonotonicTest {
    @Property
    void whatIsWorseAtTheEndIsCalledNoLessSevere(
            @ForAll("cases") Case looks, @ForAll Worse worse, @ForAll @LongRange(min = 1, max = 5000) long howMuch) {
        int last = looks.said().size() - 1;
        var before = severities(Course.of(looks).last());
        var spoiled = looks.looks((number, state) -> {
            if (number == last) {
                Corpus.namespaces(state).forEach(name -> worse.happen(state.withObjectProperty(name), howMuch));
            }
        });
        var after = severities(Course.of(looks, spoiled).last());
        assertThat(before).allSatisfy((key, severity) -> {
            assertThat(after).containsKey(key);
            assertThat(after.get(key)).as("%s", key).isGreaterThanOrEqualTo(severity);
        });
    }

    @Provide
    Arbitrary<Case> cases() {
        return Corpus.cases();
    }

    private static Map<Key, Severity> severities(List<Finding> findings) {
        return findings.stream()
                .collect(Collectors.toMap(
                        Key::of,
                        finding -> finding.verdict().severity(),
                        (one, other) -> one.compareTo(other) < 0 ? other : one));
    }
}
