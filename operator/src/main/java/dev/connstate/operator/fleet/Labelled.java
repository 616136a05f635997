package dev.connstate.operator.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Names with their labels: the nodes, or the namespaces. */
public final class Labelled {
    private final Map<String, Map<String, String>> labels = new ConcurrentHashMap<>();
    private final Changes changes = new Changes();

    public void put(String name, Map<String, String> of) {
        if (!of.equals(labels.put(name, Map.copyOf(of)))) {
            changes.add(name);
        }
    }

    public void remove(String name) {
        labels.remove(name);
        changes.add(name);
    }

    public Optional<Map<String, String>> of(String name) {
        return Optional.ofNullable(labels.get(name));
    }

    /** The names whose labels are such. */
    public Set<String> with(Predicate<Map<String, String>> such) {
        return labels.entrySet().stream()
                .filter(entry -> such.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** How often any changed, ever. */
    public long changes() {
        return changes.count();
    }

    /** How often that one did, ever. */
    long changesOf(String name) {
        return changes.of(name);
    }

    /** Those that changed since this was asked last. */
    Set<String> changed() {
        return changes.taken();
    }
}
