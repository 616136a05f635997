package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.CountedLooks;
import dev.connstate.agent.testing.CountedLooks.Count;
import dev.connstate.agent.testing.Crowd;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a look costs, in what is counted the same on any machine: a bound that breaks says that each look of each agent
 * got dearer. Time is measured by {@code bench/run}.
 */
@NeedsRoot
class CountedCostIT {
    private static final Duration ALWAYS = Duration.ZERO;
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int FEW = 10;
    private static final int MANY = 30;
    private static final int PAIRS = 25;
    private static final int PORT = 7000;
    private static Crowd crowd;

    @BeforeAll
    static void make() throws Exception {
        crowd = Crowd.of(MANY, PORT, PAIRS);
    }

    @AfterAll
    static void remove() throws Exception {
        crowd.close();
    }

    /** 110 of them, every 15 s, are a node. */
    @Test
    void aQuietNamespaceIsEnteredOnceForItsCountersAndListeners() throws Exception {
        var more = another(SourceChoice.NETLINK, NEVER);
        assertAtMost(32, more.calls(), "system calls to enter, read six files, dump the listeners and leave");
        assertAtMost(10, more.reads(), "reads of small files");
        assertAtMost(10_000, more.fileBytes(), "bytes of small files");
        assertAtMost(0, more.rows("netlink"), "rows of tables, which did not move");
        assertAtMost(1, more.rows("listeners"), "listeners");
        assertAtMost(20_000, more.allocated(), "bytes of heap");
        assertAtMost(1_100, more.encoded(), "bytes of report");
    }

    @Test
    void aWalkedNamespaceIsDumpedOnceForBothFamilies() throws Exception {
        var more = another(SourceChoice.NETLINK, ALWAYS);
        assertAtMost(38, more.calls(), "system calls to enter, read six files, dump and leave");
        assertAtMost(12, more.reads(), "reads of small files");
        assertAtMost(2 * PAIRS, more.rows("netlink"), "rows, each socket once");
        assertAtMost(30_000, more.allocated(), "bytes of heap");
    }

    @Test
    void aNamespaceIsReadFromFilesWithoutAnyOtherCall() throws Exception {
        var more = another(SourceChoice.PROC, ALWAYS);
        assertAtMost(0, more.calls(), "system calls beside those on files");
        assertAtMost(24, more.reads(), "reads of files");
        assertAtMost(26_000, more.fileBytes(), "bytes of files");
        assertAtMost(2 * PAIRS + 1, more.rows("proc"), "rows, each socket once");
        assertAtMost(30_000, more.allocated(), "bytes of heap");
    }

    @Test
    void theWalkInsideTheKernelIsTheSameForAnyNumberOfNamespaces() throws Exception {
        var more = another(SourceChoice.BPF, ALWAYS);
        assertAtMost(0.2, more.call("bpf"), "calls of bpf(2)");
        assertAtMost(27, more.calls(), "system calls to enter, read six files and leave");
        assertAtMost(30_000, more.allocated(), "bytes of heap");
    }

    private static void assertAtMost(double most, double is, String what) {
        assertThat(is)
                .as("For each namespace more, a look takes %.1f %s; the bound is %.1f.", is, what, most)
                .isLessThanOrEqualTo(most);
    }

    /** What one namespace more takes: the host's own numbers, and finding the namespaces, are not in it. */
    private static Another another(SourceChoice source, Duration deadline) throws Exception {
        return new Another(
                CountedLooks.of(
                        Looks.settings(source, deadline, crowd.namespaces().subList(0, FEW))),
                CountedLooks.of(Looks.settings(source, deadline, crowd.namespaces())));
    }

    private record Another(Count few, Count many) {
        private double each(ToDoubleFunction<Count> number) {
            return (number.applyAsDouble(many) - number.applyAsDouble(few)) / (MANY - FEW);
        }

        double calls() {
            return each(count ->
                    count.calls().values().stream().mapToInt(Integer::intValue).sum());
        }

        double call(String name) {
            return each(count -> count.call(name));
        }

        double rows(String source) {
            return each(count -> count.rows(source));
        }

        double reads() {
            return each(Count::fileReads);
        }

        double fileBytes() {
            return each(Count::fileBytes);
        }

        double allocated() {
            return each(Count::allocated);
        }

        double encoded() {
            return each(Count::encoded);
        }
    }
}
