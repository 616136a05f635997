package dev.connstate.operator.fleet;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which labels a selector selects, as {@code metav1.LabelSelector} says it: all requirements together, an empty one
 * everything.
 */
record Selector(LabelSelector of) implements Predicate<Map<String, String>> {
    @Override
    public boolean test(Map<String, String> labels) {
        return Optional.ofNullable(of.getMatchLabels()).orElse(Map.of()).entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())))
                && Optional.ofNullable(of.getMatchExpressions()).orElse(List.of()).stream()
                        .allMatch(requirement -> isMet(requirement, labels));
    }

    private static boolean isMet(LabelSelectorRequirement requirement, Map<String, String> labels) {
        var value = labels.get(requirement.getKey());
        return switch (requirement.getOperator()) {
            case "In" -> value != null && requirement.getValues().contains(value);
            case "NotIn" -> value == null || !requirement.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false; // what the API server would not have taken
        };
    }
}
