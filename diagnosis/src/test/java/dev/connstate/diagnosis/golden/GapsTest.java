package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Where nothing can be compared nothing is found. */
class GapsTest {
    /** A restart, another namespace with the number of one that went, a wrapped counter. */
    @Property
    void countersThatFellFindNothingNew(@ForAll("cases") Case looks, @ForAll @LongRange(min = 0, max = 50) long left) {
        var again = continued(looks);
        var fell = again.looks((number, state) -> {
            if (number >= looks.said().size()) {
                Corpus.namespaces(state).forEach(name -> fallTo(state.withObjectProperty(name), left));
            }
        });
        assertThat(Course.of(again, fell).keys()).isSubsetOf(Course.of(again).keysEver());
    }

    /** Bigger counters of another boot are another machine's, as it were. */
    @Property
    void anotherBootFindsNothingNew(@ForAll("cases") Case looks, @ForAll("counters") Worse worse) {
        var again = continued(looks);
        var booted = again.looks((number, state) -> {
            if (number == looks.said().size()) {
                state.withObjectProperty("node").put("bootId", "second");
                Corpus.namespaces(state).forEach(name -> worse.happen(state.withObjectProperty(name), 1000));
            }
        });
        assertThat(Course.of(again, booted).keys()).isSubsetOf(Course.of(again).keysEver());
    }

    /** What happened while nobody looked is in the counters of the next report, and is found then or was before. */
    @Property
    void aMissedReportFindsNothingNew(@ForAll("cases") Case looks, @ForAll @IntRange(max = 20) int missed) {
        var all = looks.looks();
        var some = new ArrayList<>(all);
        if (missed < some.size()) {
            some.set(missed, new Case.Look(some.get(missed).at(), Optional.empty()));
        }
        if (some.stream().noneMatch(look -> look.report().isPresent())) {
            return;
        }
        assertThat(Course.of(looks, some).keysEver())
                .isSubsetOf(Course.of(looks, all).keysEver());
    }

    @Provide
    Arbitrary<Case> cases() {
        return Corpus.cases();
    }

    @Provide
    Arbitrary<Worse> counters() {
        return Arbitraries.of(Worse.class).filter(Worse::isOfCounters);
    }

    /** Two looks more in which nothing more happens. */
    private static Case continued(Case looks) {
        var said = new ArrayList<>(looks.said());
        for (int i = 0; i < 2; i++) {
            said.add(said.getFirst().objectNode());
        }
        return looks.saying(said);
    }

    private static void fallTo(ObjectNode namespace, long left) {
        if (namespace.path("counters") instanceof ObjectNode counters) {
            counters.properties().stream()
                    .filter(counter -> counter.getValue().asLong() > left)
                    .forEach(counter -> counters.put(counter.getKey(), left));
        }
    }
}
