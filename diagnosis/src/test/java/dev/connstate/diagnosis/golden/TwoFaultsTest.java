package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.window.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is wrong in one namespace changes nothing of what is said of another; the same fault in two has two subjects. */
class TwoFaultsTest {
    @Property
    void areTheSumOfBoth(@ForAll("cases") Case one, @ForAll("cases") Case other) {
        int looks = Math.max(one.said().size(), other.said().size());
        var first = of(one, "one", looks);
        var second = of(other, "other", looks);
        var found = found(beside(first, second));
        var alone = found(first);
        alone.addAll(found(second));
        assertThat(found).containsExactlyInAnyOrderElementsOf(alone);
    }

    /** Those that are about nothing but pods, at the usual pace: a node can be only one. */
    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(Corpus.ALL.stream()
                .filter(it -> it.pace().equals(Pace.DEFAULTS) && it.every().equals(Duration.ofSeconds(2)))
                .filter(it -> it.said().stream().allMatch(TwoFaultsTest::isOfPodsAlone))
                .toList());
    }

    private static boolean isOfPodsAlone(ObjectNode said) {
        return said.properties().stream()
                .map(field -> field.getKey())
                .allMatch(name -> name.startsWith("pod/") || name.equals("times"));
    }

    private static List<String> found(Case looks) {
        var pods = new ArrayList<String>();
        var course = Course.of(looks);
        course.last().forEach(finding -> pods.add(text(finding.verdict())));
        return pods;
    }

    /** A pod's name is in its uid, whatever number its namespace has. */
    private static String text(Verdict verdict) {
        var subject = verdict.subject();
        return "%s %s/%s of %s %s %s: %s"
                .formatted(
                        verdict.severity(),
                        verdict.symptom(),
                        verdict.cause(),
                        subject.pod(),
                        subject.listener(),
                        subject.destination(),
                        verdict.evidence());
    }

    private static Case beside(Case one, Case other) {
        var both = new ArrayList<ObjectNode>();
        for (int i = 0; i < one.said().size(); i++) {
            ObjectNode look = one.said().get(i).deepCopy();
            look.setAll(other.said().get(i));
            both.add(look);
        }
        return one.saying(both);
    }

    /** With other names for its pods, and as many looks; nothing more happens in those that it does not have. */
    private static Case of(Case looks, String prefix, int number) {
        var said = new ArrayList<ObjectNode>();
        for (var look : looks.said()) {
            var renamed = look.objectNode();
            look.properties()
                    .forEach(field ->
                            renamed.set(field.getKey().replaceFirst("^pod/", "pod/" + prefix + "-"), field.getValue()));
            renamed.remove("times");
            said.add(renamed);
        }
        while (said.size() < number) {
            said.add(JsonNodeFactory.instance.objectNode());
        }
        return looks.saying(said);
    }
}
