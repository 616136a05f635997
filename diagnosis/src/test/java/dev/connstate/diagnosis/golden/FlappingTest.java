package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.golden.Course.Key;
import dev.connstate.diagnosis.window.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A signal around its threshold does not make a finding come and go, nor be called now more and now less severe. */
class FlappingTest {
    private static final int LOOKS = 40;

    @Property(tries = 300)
    void aSignalThatComesAndGoesIsOneFindingThatStays(
            @ForAll("cases") Case looks,
            @ForAll Worse worse,
            @ForAll @LongRange(min = 1, max = 5000) long howMuch,
            @ForAll @IntRange(min = 2, max = 4) int everyThat) {
        var course = Course.of(looks, alternating(looks, worse, howMuch, everyThat));
        for (var key : course.keysEver()) {
            var severities = course.stages().stream()
                    .map(stage -> severity(stage.findings().orElseThrow(), key))
                    .toList();
            assertThat(falls(severities)).as("%s: %s", key, severities).isZero();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Corpus.cases().filter(looks -> looks.pace().equals(Pace.DEFAULTS));
    }

    /** After the first look nothing happens but this, and of gauges its undoing. */
    private static List<Case.Look> alternating(Case looks, Worse worse, long howMuch, int everyThat) {
        var first = looks.said().getFirst();
        var said = new ArrayList<ObjectNode>();
        said.add(first);
        while (said.size() < LOOKS) {
            said.add(first.objectNode());
        }
        return looks.saying(said)
                .looks((number, state) -> Corpus.namespaces(state).forEach(name -> {
                    if (number > 0 && number % everyThat == 0) {
                        worse.happen(state.withObjectProperty(name), howMuch);
                    } else if (number > 1 && number % everyThat == 1 && !worse.isGrowth()) {
                        worse.happen(state.withObjectProperty(name), -howMuch);
                    }
                }));
    }

    private static Optional<Severity> severity(List<Finding> findings, Key key) {
        return findings.stream()
                .filter(finding -> Key.of(finding).equals(key))
                .map(finding -> finding.verdict().severity())
                .max(Severity::compareTo);
    }

    /** How often it was less afterwards than before. */
    private static long falls(List<Optional<Severity>> severities) {
        long falls = 0;
        for (int i = 1; i < severities.size(); i++) {
            if (rank(severities.get(i)) < rank(severities.get(i - 1))) {
                falls++;
            }
        }
        return falls;
    }

    private static int rank(Optional<Severity> severity) {
        return severity.map(Severity::ordinal).orElse(-1);
    }
}
