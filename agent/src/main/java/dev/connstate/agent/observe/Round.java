package dev.connstate.agent.observe;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What one round of visits brought. */
final class Round {
    private final OptionalLong here;
    private final Map<Long, Observation> observations = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<Long> refused = new HashSet<>();
    private boolean hasVanished;

    /** @param here the namespace that the thread is in without having entered one, where that is known */
    Round(OptionalLong here) {
        this.here = here;
    }

    boolean isHere(NetNamespace namespace) {
        return here.equals(OptionalLong.of(namespace.id()));
    }

    /** Instead of what an earlier visit of this round saw. */
    void saw(Observation observation) {
        observations.put(observation.namespace().id(), observation);
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    void refused(NetNamespace namespace) {
        refused.add(namespace.id());
    }

    void vanished() {
        hasVanished = true;
    }

    List<Observation> observations() {
        return List.copyOf(observations.values());
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** How many namespaces may not be entered. */
    int refused() {
        return refused.size();
    }

    /** Whether something was not where it had been found. */
    boolean hasVanished() {
        return hasVanished;
    }
}
