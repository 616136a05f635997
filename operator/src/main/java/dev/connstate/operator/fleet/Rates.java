package dev.connstate.operator.fleet;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Each counter's rate, found out when it is asked for: of 400 an expression wants one or two. */
final class Rates extends AbstractMap<String, Double> {
    private final Growth growth;

    Rates(Growth growth) {
        this.growth = growth;
    }

    @Override
    public Double get(Object name) {
        var amount = growth.of(String.valueOf(name));
        return amount.isPresent() ? (Double) growth.perMinute(amount.getAsLong()) : null;
    }

    @Override
    public boolean containsKey(Object name) {
        return growth.of(String.valueOf(name)).isPresent();
    }

    @Override
    public Set<Map.Entry<String, Double>> entrySet() {
        return growth.now().counters().names().stream()
                .filter(this::containsKey)
                .map(name -> Map.entry(name, get(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
