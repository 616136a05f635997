package dev.connstate.operator.alert;

import dev.connstate.operator.alert.signal.Named;
import java.util.Comparator;

/**
 * A target's value, when it was known last.
 *
 * @param subject which listener, destination or process has it
 */
record Measured(String name, String nodeName, double value, Named subject) {
    static final Comparator<Measured> MOST_FIRST =
            Comparator.comparingDouble(Measured::value).reversed().thenComparing(Measured::name);

    Measured settled() {
        return new Measured(name, nodeName, value, Named.of(subject.text()));
    }
}
