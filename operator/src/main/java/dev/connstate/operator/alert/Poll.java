package dev.connstate.operator.alert;

import dev.connstate.operator.fleet.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What targets show to a rule, added up, and nothing of their reports. Of targets that are well, and of which the alert
 * has not to know when they came to be so, only how many there are.
 *
 * @param judged how many can have the number at all
 * @param known of how many of those it is known
 * @param bad how many of those are over the threshold
 * @param old of how many of those that can have it nothing is new since they were asked before
 * @param worst the known ones with the most
 * @param worstBad the bad ones with the most
 * @param notable those that are bad, and those asked for by name
 * @param answers of those
 */
public record Poll(
        Tally tally,
        int judged,
        int known,
        int bad,
        int old,
        double sum,
        List<Measured> worst,
        List<Measured> worstBad,
        List<Look> notable,
        List<Answer> answers) {

    /** @param asked by name, since the alert stands as it does because of them */
    public static Poll of(Rule rule, List<Target> targets, Predicate<String> asked) {
        return switch (rule) {
            case Rule.Idle _ ->
                new Poll(Tally.unread(targets), 0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of());
            case Rule.Live live -> of(live, looks(live, targets), asked);
        };
    }

    static Poll of(Rule.Live rule, List<Look> all, Predicate<String> asked) {
        boolean isGroup = !(rule.grouping() instanceof Grouping.Any);
        int judged = 0;
        int known = 0;
        int bad = 0;
        int old = 0;
        double sum = 0;
        var notable = new ArrayList<Look>(0);
        var measured = new ArrayList<Measured>(0);
        var worst = new ArrayList<Measured>(0);
        for (var look : all) {
            if (look.isOfTheNode()) {
                continue;
            }
            judged++;
            old += look.isOld() ? 1 : 0;
            boolean isKnown = look.isKnown();
            boolean isBad = isKnown && rule.isBad(look);
            known += isKnown ? 1 : 0;
            bad += isBad ? 1 : 0;
            if (isGroup && isKnown) {
                sum += look.amount().orElseThrow();
                measured.add(look.measured());
                if (isBad) {
                    worst.add(look.measured());
                }
            } else if (!isGroup && (isBad || asked.test(look.name()))) {
                notable.add(look.settled());
            }
        }
        return new Poll(
                Tally.of(all),
                judged,
                known,
                bad,
                old,
                sum,
                settled(measured),
                settled(worst),
                List.copyOf(notable),
                notable.stream().map(it -> Answer.of(rule, it)).toList());
    }

    private static List<Look> looks(Rule.Live rule, List<Target> targets) {
        var looks = new ArrayList<Look>(targets.size());
        for (var target : targets) {
            looks.add(Look.of(target, rule.measure()));
        }
        return looks;
    }

    private static List<Measured> settled(List<Measured> all) {
        return all.isEmpty()
                ? List.of()
                : most(all.stream()).stream().map(Measured::settled).toList();
    }

    /** All of them together. */
    public static Poll sum(Collection<Poll> polls) {
        return new Poll(
                polls.stream().map(Poll::tally).reduce(Tally.NONE, Tally::and),
                polls.stream().mapToInt(Poll::judged).sum(),
                polls.stream().mapToInt(Poll::known).sum(),
                polls.stream().mapToInt(Poll::bad).sum(),
                polls.stream().mapToInt(Poll::old).sum(),
                polls.stream().mapToDouble(Poll::sum).sum(),
                most(polls.stream().flatMap(it -> it.worst.stream())),
                most(polls.stream().flatMap(it -> it.worstBad.stream())),
                polls.stream().flatMap(it -> it.notable.stream()).toList(),
                polls.stream().flatMap(it -> it.answers.stream()).toList());
    }

    /** Whether it says of nobody by name: then many are equal. */
    public boolean isPlain() {
        return worst.isEmpty() && notable.isEmpty() && tally.isPlain();
    }

    /** Whether the same is decided by both: values of those that stay well or bad decide nothing by themselves. */
    public boolean decidesAs(Poll other) {
        return bad == other.bad
                && old == other.old
                && judged == other.judged
                && (worst.isEmpty() || sum == other.sum)
                && tally.decidesAs(other.tally)
                && answers.equals(other.answers);
    }

    /** What one target shows. */
    record Answer(String name, Judgement.Answer is, boolean isOld) {
        static Answer of(Rule.Live rule, Look look) {
            return new Answer(
                    look.name(),
                    look.isKnown() ? Judgement.Answer.of(rule.isBad(look)) : Judgement.Answer.UNKNOWN,
                    look.isOld());
        }
    }

    private static List<Measured> most(Stream<Measured> of) {
        return of.sorted(Measured.MOST_FIRST).limit(Judgement.MOST).toList();
    }
}
