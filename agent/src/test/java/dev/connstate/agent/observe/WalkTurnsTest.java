package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.CpuBudget;
import dev.connstate.agent.observe.WalkQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Nodes of which nothing is real but the decisions. */
class WalkTurnsTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final long INTERVAL = 15_000;

    @Property(tries = 200)
    void noTableIsEverOlderThanTheDeadline(
            @ForAll @IntRange(min = 1, max = 200) int namespaces,
            @ForAll @IntRange(min = 1, max = 500) int milliseconds,
            @ForAll @DoubleRange(min = 0.01, max = 100) double percent,
            @ForAll Random random) {
        var node = new Node(namespaces, milliseconds, percent / 100, random);
        for (int look = 0; look < 60; look++) {
            node.look();
            assertThat(node.oldest()).isLessThanOrEqualTo(DEADLINE);
        }
    }

    @Property(tries = 200)
    void notMoreThanOneWalkIsTakenBeyondTheBudgetUnlessADeadlineAsksForIt(
            @ForAll @IntRange(min = 1, max = 200) int namespaces,
            @ForAll @IntRange(min = 1, max = 500) int milliseconds,
            @ForAll @DoubleRange(min = 0.01, max = 100) double percent,
            @ForAll Random random) {
        var node = new Node(namespaces, milliseconds, percent / 100, random);
        for (int look = 0; look < 60; look++) {
            node.look();
            double budget = percent / 100 * (WalkBudget.SAVED.toMillis() + node.time());
            assertThat(node.wanted - node.dearest).isLessThanOrEqualTo(budget + 0.001);
        }
    }

    /** The deadline asks for 110 walks in two minutes, of 12.5 ms as a rule: 1.15 % of a core. */
    @Test
    void whereTheBudgetIsNearlyNothingTheDeadlineCostsNoMoreThanItMust() {
        var node = new Node(110, 10, 0.0001, new Random(1));
        var costs = new ArrayList<Double>();
        for (int look = 0; look < 100; look++) {
            costs.add(node.look());
        }
        double all = costs.stream().mapToDouble(Double::doubleValue).sum();
        assertThat(all / node.time()).isBetween(0.0115, 0.014);
        assertThat(costs.subList(10, 100)).as("milliseconds of a look").allMatch(cost -> cost <= 300);
    }

    @Test
    void whatMovesIsReadMoreOftenThanWhatRests() {
        var node = new Node(100, 10, 0.02, new Random(2));
        node.busy.addAll(Set.of(0L, 1L, 2L));
        for (int look = 0; look < 40; look++) {
            node.look();
        }
        assertThat(node.walks.get(0L)).isGreaterThan(30);
        assertThat(node.walks.entrySet().stream().filter(it -> !node.busy.contains(it.getKey())))
                .allSatisfy(it -> assertThat(it.getValue()).isBetween(3, 15));
    }

    @Test
    void withEnoughForAllNobodyWaits() {
        var turns = new WalkTurns(new CpuBudget(0.01, DEADLINE));
        turns.begin(START);
        assertThat(turns.affordsAll(List.of(Optional.empty())))
                .as("at no known price")
                .isFalse();
        turns.spend(Duration.ofMillis(100));
        assertThat(turns.affordsAll(List.of(Optional.empty(), Optional.of(Duration.ofMillis(400)))))
                .isTrue();
        assertThat(turns.affordsAll(List.of(Optional.empty(), Optional.of(Duration.ofMillis(401)))))
                .isFalse();
    }

    /** Its namespaces move as they like, and a walk costs half to twice what the one before did. */
    private static final class Node {
        private final WalkTurns turns;
        private final int namespaces;
        private final double milliseconds;
        private final Random random;
        private final Map<Long, Instant> walked = new HashMap<>();
        private final Map<Long, Duration> prices = new HashMap<>();
        private final Map<Long, Integer> walks = new HashMap<>();
        private final Set<Long> busy = new HashSet<>();
        private Instant before = START;
        private Instant now = START;
        private int looks;
        private double wanted;
        private double dearest;

        Node(int namespaces, double milliseconds, double share, Random random) {
            this.turns = new WalkTurns(new CpuBudget(share, DEADLINE));
            this.namespaces = namespaces;
            this.milliseconds = milliseconds;
            this.random = random;
        }

        /** @return milliseconds that it cost */
        double look() {
            if (looks++ > 0) {
                now = now.plusMillis((long) (INTERVAL * (0.9 + random.nextDouble() / 5)));
            }
            turns.begin(now);
            var waiting = new ArrayList<Waiting>();
            for (long id = 0; id < namespaces; id++) {
                var since = walked.getOrDefault(id, START);
                double moved = busy.contains(id) ? 100 : busy.isEmpty() ? random.nextInt(20) : 0;
                waiting.add(new Waiting(
                        id, since, !walked.containsKey(id), moved, true, Optional.ofNullable(prices.get(id))));
            }
            int required =
                    WalkQueue.of(waiting, now, pause(), DEADLINE).required().size();
            var costs = new ArrayList<Double>();
            turns.take(waiting, id -> {
                var cost = Duration.ofNanos((long) (milliseconds * 1e6 * (0.5 + 1.5 * random.nextDouble())));
                costs.add(cost.toNanos() / 1e6);
                walked.put(id, now);
                prices.put(id, cost);
                walks.merge(id, 1, Integer::sum);
                return cost;
            });
            for (double cost : costs.subList(Math.min(required, costs.size()), costs.size())) {
                wanted += cost;
                dearest = Math.max(dearest, cost);
            }
            before = now;
            return costs.stream().mapToDouble(Double::doubleValue).sum();
        }

        private Duration pause() {
            return Duration.between(before, now);
        }

        Duration oldest() {
            return walked.size() < namespaces
                    ? Duration.between(START, now)
                    : walked.values().stream()
                            .map(at -> Duration.between(at, now))
                            .max(Duration::compareTo)
                            .orElseThrow();
        }

        /** Milliseconds since the first look. */
        long time() {
            return Duration.between(START, now).toMillis();
        }
    }
}
