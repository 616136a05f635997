package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.cli.output.Captures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NotLookedAtTest {
    private static final Path NOTHING_OPEN = Path.of("src/test/resources/snapshot/nothing-open/in-snapshot.json");

    @Test
    void saysWhatNobodyAskedFor() {
        assertThat(NotLookedAt.of(Invocation.settings("diagnose"), Invocation.REPORT, 16))
                .containsExactly(
                        "idle connections (see --idle-limit)", "7 rows beyond the first 100 of a list (see --top)");
        assertThat(NotLookedAt.of(
                        Invocation.settings("diagnose --idle-limit 4m --source proc --pid 7"),
                        Captures.read(NOTHING_OPEN),
                        1))
                .containsExactly(
                        "what takes two looks to know",
                        "limits of accept queues, drops of listeners and idle times (--source proc does not show them)",
                        "other network namespaces than those chosen",
                        "limits of the whole host (not seen from here)");
    }
}
