package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.window.Pace;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is wrong in one namespace changes nothing of what is said of another; the same fault in two has two subjects. */
class TwoFaultsTest {
    /** Of the pods' own addresses, as {@code defaults.yaml} and the cases have them. */
    private static final String NETWORK = "10.244.1.";

    @Property(tries = 100)
    void areTheSumOfBoth(@ForAll("cases") Case one, @ForAll("cases") Case other) {
        int looks = Math.max(one.said().size(), other.said().size());
        var first = renamed(one, "one", NETWORK, looks);
        var second = renamed(other, "other", "10.244.2.", looks);
        var both = found(beside(first, second));
        var onlyFirst = found(first);
        var onlySecond = found(second);
        for (int i = 0; i < looks; i++) {
            assertThat(both.get(i))
                    .as("look %d", i)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(onlyFirst.get(i).stream(), onlySecond.get(i).stream())
                                    .toList());
        }
    }

    /** Few enough that jqwik tries all of them. */
    @Property(tries = 400)
    void ofTheSameKindAreTwo(@ForAll("cases") Case looks) {
        areTheSumOfBoth(looks, looks);
    }

    /** Those that are about nothing but pods, at the usual pace: a node can be only one. Nor what is said of all pods. */
    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(Corpus.ALL.stream()
                .filter(it -> it.pace().equals(Pace.DEFAULTS) && it.every().equals(Duration.ofSeconds(2)))
                .filter(it -> it.said().stream().allMatch(TwoFaultsTest::isOfPodsAlone))
                .filter(it -> Course.of(it).last().stream()
                        .noneMatch(finding -> finding.verdict().cause().equals("node-wide")))
                .toList());
    }

    private static boolean isOfPodsAlone(ObjectNode said) {
        return said.properties().stream()
                .map(field -> field.getKey())
                .allMatch(name -> name.startsWith("pod/") || name.equals("times"));
    }

    /** From look to look. */
    private static List<List<String>> found(Case looks) {
        return Course.of(looks).stages().stream()
                .map(stage -> stage.findings().orElseThrow().stream()
                        .map(TwoFaultsTest::text)
                        .toList())
                .toList();
    }

    /** All but the numbers that namespaces, processes and sockets get in the order in which they are named. */
    private static String text(Finding finding) {
        return finding.toString()
                .replaceAll("\\b4026532\\d{3}\\b", "NAMESPACE")
                .replaceAll("(pid[ =]|\\()1\\d{3}\\b", "$1PID")
                .replaceAll("socket 5\\d{4}\\b", "socket INODE");
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

    /** With pods of other names and addresses, and so many looks: nothing more happens in those that it does not have. */
    private static Case renamed(Case looks, String prefix, String network, int number) {
        var said = new ArrayList<ObjectNode>();
        var pods = new HashSet<String>();
        for (int i = 0; i < number; i++) {
            var look = JsonNodeFactory.instance.objectNode();
            if (i < looks.said().size()) {
                looks.said().get(i).properties().stream()
                        .filter(field -> field.getKey().startsWith("pod/"))
                        .forEach(field -> look.set(
                                field.getKey().replaceFirst("/", "/" + prefix + "-"),
                                moved(field.getValue(), network, pods.add(field.getKey()))));
            }
            said.add(look);
        }
        return looks.saying(said);
    }

    /** A pod that does not say so has its first process by number, whichever pod is the first. */
    private static JsonNode moved(JsonNode pod, String network, boolean isNew) {
        try {
            var moved = new ObjectMapper().readTree(pod.toString().replace(NETWORK, network));
            if (isNew && moved instanceof ObjectNode its) {
                if (!its.has("addresses")) {
                    its.putArray("addresses").add("127.0.0.1").add(network + "7");
                }
                if (!its.has("process")) {
                    its.put("process", "1001 main");
                }
            }
            return moved;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
