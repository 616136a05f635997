package dev.connstate.operator.survey;

import dev.connstate.operator.alert.Poll;
import dev.connstate.operator.alert.Rule;
import dev.connstate.operator.fleet.Scope;
import dev.connstate.operator.fleet.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the targets of one alert show, node by node, as each reported last. */
public final class Survey {
    private final long generation;
    private final Rule rule;
    private final Scope scope;
    private final Runnable wake;
    private final Instant begun;
    private final Map<String, Poll> polls = new ConcurrentHashMap<>();

    private final Map<Poll, Poll> plain = new ConcurrentHashMap<>();

    /** Nodes that are still to report. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    private volatile Set<String> asked = Set.of();
    private Optional<Instant> undecided = Optional.empty();

    /** @param wake asks for a decision */
    Survey(long generation, Rule rule, Scope scope, Runnable wake, Instant begun) {
        this.generation = generation;
        this.rule = rule;
        this.scope = scope;
        this.wake = wake;
        this.begun = begun;
    }

    public long generation() {
        return generation;
    }

    public Rule rule() {
        return rule;
    }

    Scope scope() {
        return scope;
    }

    Instant begun() {
        return begun;
    }

    Set<String> awaited() {
        return awaited;
    }

    /** @return whether no node is awaited any more */
    boolean hasHeard(String node) {
        awaited.remove(node);
        return awaited.isEmpty();
    }

    /** @param at when that came in */
    void put(String node, List<Target> targets, Instant at) {
        var next = targets.isEmpty() ? null : shared(Poll.of(rule, targets, asked::contains));
        var before = polls.get(node);
        if (next == before) {
            return; // not even written: a collector would look at each place that was
        }
        if (next == null) {
            polls.remove(node);
        } else {
            polls.put(node, next);
        }
        if (next == null || before == null || !next.decidesAs(before)) {
            synchronized (this) {
                undecided = undecided.or(() -> Optional.of(at));
            }
        }
    }

    /** Of most nodes there is the same to say: with a hundred thousand polls, one object for all of them. */
    private Poll shared(Poll poll) {
        return poll.isPlain() ? plain.computeIfAbsent(poll, it -> it) : poll;
    }

    /** When the first report came in of which something is still to be decided. */
    public synchronized Optional<Instant> undecided() {
        return undecided;
    }

    public void wake() {
        wake.run();
    }

    /** What all targets show, to be decided on now. */
    public Poll taken() {
        synchronized (this) {
            undecided = Optional.empty();
        }
        return Poll.sum(polls.values());
    }

    /** The targets that have to be told of by name from now on. */
    public void ask(Set<String> names) {
        asked = names;
    }
}
