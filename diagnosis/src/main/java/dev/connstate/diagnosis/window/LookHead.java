package dev.connstate.diagnosis.window;

import dev.connstate.report.Counters;
import java.util.ArrayList;
import java.util.List;

/** What the numbers of a look begin with: its signals, which are asked of every look, and of most nothing else. */
final class LookHead {
    private static final int KNOWN = Signals.ALL.size();
    static final int SIZE = KNOWN + 1;

    private LookHead() {}

    static Numbers numbers(Signals.Row signals) {
        var numbers = new Numbers(SIZE);
        for (int place = 0; place < KNOWN; place++) {
            numbers.add(signals.values()[place]);
        }
        return numbers.add(signals.known());
    }

    static Signals.Row signals(Numbers numbers) {
        return new Signals.Row(numbers.at(KNOWN), numbers.all());
    }

    /** Those signals that the kernel has, by their names. */
    static Counters counters(Signals.Row signals) {
        var names = new ArrayList<String>(KNOWN);
        var numbers = new long[KNOWN];
        for (int place = 0; place < KNOWN; place++) {
            if (signals.knows(place)) {
                numbers[names.size()] = signals.values()[place];
                names.add(Signals.ALL.get(place));
            }
        }
        return Counters.of(List.copyOf(names), numbers);
    }

    static Counters counters(List<String> names, Numbers numbers) {
        return Counters.of(names, numbers.all());
    }
}
