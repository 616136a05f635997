package dev.connstate.diagnosis.sysctl;

import java.util.List;
import java.util.stream.IntStream;

/** Which way a setting may be moved by advice. */
public sealed interface Change {
    /** Nothing that Connstate sees speaks for touching it. */
    Change NEVER = new Never();

    /** Only more helps. */
    Change UP = new Up();

    /** Either way, as the rule knows. */
    Change ANY = new Any();

    /** Only less helps, and less than {@code least} harms. */
    static Change downTo(long least) {
        return new DownTo(least, 0);
    }

    static Change only(long value) {
        return new Only(value);
    }

    /** Whether the second is better than the first. Both are of the same length. */
    boolean isBetter(List<Long> now, List<Long> then);

    record Never() implements Change {
        @Override
        public boolean isBetter(List<Long> now, List<Long> then) {
            return false;
        }
    }

    record Up() implements Change {
        @Override
        public boolean isBetter(List<Long> now, List<Long> then) {
            return !now.equals(then) && IntStream.range(0, now.size()).allMatch(i -> then.get(i) >= now.get(i));
        }
    }

    record Any() implements Change {
        @Override
        public boolean isBetter(List<Long> now, List<Long> then) {
            return !now.equals(then);
        }
    }

    /** @param zero what 0 stands for */
    record DownTo(long least, long zero) implements Change {
        @Override
        public boolean isBetter(List<Long> now, List<Long> then) {
            long current = now.getFirst() == 0 ? zero : now.getFirst();
            return then.getFirst() >= least && then.getFirst() < current;
        }
    }

    record Only(long value) implements Change {
        @Override
        public boolean isBetter(List<Long> now, List<Long> then) {
            return then.getFirst() == value && now.getFirst() != value;
        }
    }
}
