package dev.connstate.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    private static final Map<String, String> LABELS = Map.of("app", "checkout", "tier", "web");

    @Test
    void anEmptyOneSelectsAll() {
        var all = new Selector(new LabelSelectorBuilder().build());
        assertThat(all.test(LABELS)).isTrue();
        assertThat(all.test(Map.of())).isTrue();
    }

    @Test
    void allRequirementsCount() {
        var selector = new LabelSelectorBuilder()
                .addToMatchLabels("app", "checkout")
                .addNewMatchExpression()
                .withKey("tier")
                .withOperator("NotIn")
                .withValues("db")
                .endMatchExpression()
                .build();
        assertThat(new Selector(selector).test(LABELS)).isTrue();
        assertThat(new Selector(selector).test(Map.of("app", "checkout", "tier", "db")))
                .isFalse();
        assertThat(new Selector(selector).test(Map.of("tier", "web"))).isFalse();
    }

    /** As {@code metav1.LabelSelector} says: what is absent is in no set, so NotIn holds. */
    @ParameterizedTest
    @CsvSource({
        "app, In, checkout, true",
        "app, In, cart, false",
        "zone, In, a, false",
        "app, NotIn, cart, true",
        "app, NotIn, checkout, false",
        "zone, NotIn, a, true",
        "app, Exists, , true",
        "zone, Exists, , false",
        "app, DoesNotExist, , false",
        "zone, DoesNotExist, , true"
    })
    void anExpression(String key, String operator, String value, boolean selected) {
        var selector = new LabelSelectorBuilder()
                .addNewMatchExpression()
                .withKey(key)
                .withOperator(operator)
                .withValues(value == null ? List.of() : List.of(value))
                .endMatchExpression()
                .build();
        assertThat(new Selector(selector).test(LABELS)).isEqualTo(selected);
    }
}
