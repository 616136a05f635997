package dev.connstate.diagnosis.window;

import dev.connstate.report.Counters;
import java.util.ArrayList;
import java.util.List;

/** What the numbers of a look begin with: its signals, which are asked of every look, and of most nothing else. */
final class LookHead {
    static final int SIZE = 1 + Signals.ALL.size();

    private LookHead() {}

    static Numbers numbers(Signals.Row signals) {
        var numbers = new Numbers(2 * SIZE).add(signals.known());
        for (long value : signals.values()) {
            numbers.add(value);
        }
        return numbers;
    }

    static Signals.Row signals(Numbers numbers) {
        return new Signals.Row(numbers.at(0), numbers.range(1, SIZE));
    }

    /** Those signals that the kernel has, by their names. */
    static Counters counters(Signals.Row signals) {
        var names = new ArrayList<String>(Signals.ALL.size());
        var numbers = new long[Signals.ALL.size()];
        for (int place = 0; place < numbers.length; place++) {
            if (signals.knows(place)) {
                numbers[names.size()] = signals.values()[place];
                names.add(Signals.ALL.get(place));
            }
        }
        return Counters.of(List.copyOf(names), numbers);
    }

    static Counters counters(List<String> names, Numbers numbers) {
        return Counters.of(names, numbers.range(0, names.size()));
    }
}
