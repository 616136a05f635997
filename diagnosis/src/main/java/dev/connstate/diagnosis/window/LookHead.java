package dev.connstate.diagnosis.window;

import dev.connstate.report.Counters;
import java.time.Instant;
import java.util.List;

/** What the numbers of a look begin with: what is asked of every look, and of most nothing else. */
record LookHead(Instant at, Signals.Row signals) {
    private static final int SIGNALS = 3;
    static final int SIZE = SIGNALS + Signals.ALL.size();

    Numbers numbers() {
        var numbers = new Numbers().add(at.getEpochSecond()).add(at.getNano()).add(signals.known());
        for (long value : signals.values()) {
            numbers.add(value);
        }
        return numbers;
    }

    static LookHead of(Numbers numbers) {
        return new LookHead(
                Instant.ofEpochSecond(numbers.at(0), numbers.at(1)),
                new Signals.Row(numbers.at(2), numbers.range(SIGNALS, SIZE)));
    }

    static Numbers counters(Counters counters) {
        return new Numbers(counters.numbers());
    }

    static Counters counters(List<String> names, Numbers numbers) {
        return Counters.of(names, numbers.range(0, names.size()));
    }
}
