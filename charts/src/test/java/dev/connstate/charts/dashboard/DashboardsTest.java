package dev.connstate.charts.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each dashboard that the chart has must have, whoever made it. */
class DashboardsTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?!__)(\\w+)|\\$\\{(?!__)(\\w+)");
    private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)\\?.*");
    private static final Pattern LINKED_VARIABLE = Pattern.compile("var-(\\w+)=");

    static List<Shipped> all() {
        return Shipped.all();
    }

    @Test
    void addressesAndTitlesAreUnique() {
        assertThat(all()).hasSize(6).extracting(Shipped::uid).doesNotHaveDuplicates();
        assertThat(all()).extracting(it -> it.json().get("title").asText()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void belongToTheOthers(Shipped shipped) {
        var json = shipped.json();
        assertThat(json.get("title").asText()).startsWith("Connstate / ");
        assertThat(shipped.uid()).matches("connstate-[a-z]+").hasSizeLessThanOrEqualTo(40);
        assertThat(json.get("tags").toString()).isEqualTo("[\"connstate\"]");
        assertThat(json.get("editable").asBoolean()).isFalse();
        assertThat(json.at("/links/0").toString())
                .contains("\"tags\":[\"connstate\"]", "\"includeVars\":true", "\"keepTime\":true");
        assertThat(shipped.annotations()).anyMatch(it -> it.get("expr").asText().contains("connstate_alert_firing"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void panelsSayWhatTheyMean(Shipped shipped) {
        for (var panel : shipped.panels()) {
            var title = panel.get("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.get("description").asText())
                    .as(title)
                    .matches("\\w.{40,}[.?]")
                    .doesNotContain("  ");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/noValue").asText())
                    .as(title)
                    .isEqualTo("?");
            assertThat(panel.get("interval").asText()).as(title).isEqualTo("1m");
            assertThat(panel.get("targets")).as(title).isNotEmpty();
        }
        assertThat(shipped.panels()).extracting(it -> it.get("title").asText()).doesNotHaveDuplicates();
        assertThat(Shipped.each(shipped.json().get("panels")))
                .extracting(it -> it.get("id").asInt())
                .doesNotHaveDuplicates();
    }

    /** Whoever installs the chart calls it otherwise. */
    @ParameterizedTest
    @MethodSource("all")
    void theDataSourceIsChosen(Shipped shipped) {
        assertThat(shipped.variables().getFirst().get("type").asText()).isEqualTo("datasource");
        assertThat(shipped.json().findValues("datasource"))
                .hasSizeGreaterThan(shipped.panels().size())
                .allSatisfy(it -> assertThat(it.get("uid").asText()).isEqualTo("${datasource}"));
        assertThat(shipped.panels())
                .allSatisfy(panel -> assertThat(Shipped.each(panel.get("targets")))
                        .allSatisfy(it -> assertThat(it.has("datasource")).isTrue()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingCoversAnother(Shipped shipped) {
        var taken = new HashSet<List<Integer>>();
        for (var panel : shipped.json().get("panels")) {
            var place = panel.get("gridPos");
            int right = place.get("x").asInt() + place.get("w").asInt();
            assertThat(right).isLessThanOrEqualTo(24);
            for (int x = place.get("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    assertThat(taken.add(List.of(x, place.get("y").asInt() + y)))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void variablesAreKnownWhereTheyAreUsed(Shipped shipped) {
        var known = new ArrayList<String>();
        for (var variable : shipped.variables()) {
            assertThat(known).as(variable.toString()).containsAll(used(variable.toString()));
            known.add(variable.get("name").asText());
        }
        assertThat(known).startsWith("datasource", "cluster").doesNotHaveDuplicates();
        assertThat(used(shipped.json().toString())).containsExactlyInAnyOrderElementsOf(known);
        // Where Prometheus gives no label cluster, all is all.
        assertThat(shipped.variables().get(1).get("allValue").asText()).isEqualTo(".*");
    }

    @ParameterizedTest
    @MethodSource("all")
    void linksLeadToDashboardsAndSetTheirVariables(Shipped shipped) {
        for (var url : shipped.json().findValuesAsText("url").stream()
                .filter(it -> !it.isEmpty())
                .toList()) {
            var link = LINK.matcher(url);
            assertThat(link.matches()).as(url).isTrue();
            var target =
                    all().stream().filter(it -> it.uid().equals(link.group(1))).findFirst();
            assertThat(target).as(url).isPresent();
            assertThat(target.get().variables())
                    .extracting(it -> it.get("name").asText())
                    .containsAll(groups(LINKED_VARIABLE, url).toList());
        }
    }

    private static Set<String> used(String json) {
        return groups(VARIABLE, json).collect(Collectors.toSet());
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group(1) != null ? it.group(1) : it.group(2));
    }
}
