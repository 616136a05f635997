package dev.connstate.operator.survey;

import dev.connstate.operator.fleet.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which surveys reach a namespace. Another one after each change of either, so that what is found late goes into the old
 * one.
 *
 * @param all those there are when it is asked
 */
record Reach(Collection<Survey> all, Map<String, List<Survey>> found) {
    Reach(Collection<Survey> all) {
        this(all, new ConcurrentHashMap<>());
    }

    List<Survey> into(String namespace) {
        return found.computeIfAbsent(
                namespace,
                name -> all.stream().filter(it -> it.scope().reaches(name)).toList());
    }

    /** Those of nodes themselves. */
    List<Survey> intoNodes() {
        return all.stream().filter(it -> it.scope() instanceof Scope.OfNodes).toList();
    }
}
