package dev.connstate.diagnosis.symptom;

import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that goes wrong with connections. Its package holds the rule, the page {@code <name>.md} that explains it,
 * and the labs that bring it about.
 */
public interface Symptom {
    /** {@code accept-queue-overflow}. */
    String name();

    /** What can be behind it, the first letter of none a capital: {@code application-backlog}. */
    List<String> causes();

    /**
     * The cause that one of {@link #causes} is an early stage of, or itself: of the same thing the same is said, and how
     * far it has come may change from look to look.
     */
    default String stageOf(String cause) {
        return cause;
    }

    /** What is wrong in this namespace, if anything. Looks at nothing but its argument. */
    Stream<Verdict> examine(NamespaceWindow seen);

    /** At least one for each cause that can be had without changing the host, and its healthy look-alikes. */
    List<Lab> labs();
}
