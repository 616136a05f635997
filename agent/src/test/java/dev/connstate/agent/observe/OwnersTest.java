package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.ProcessRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersTest {
    /** Above any that a kernel gives, so that no process of this machine is meant. */
    private static final int PID = 900_000_000;

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    private FakeProc proc;
    private Owners owners;

    @BeforeEach
    void begin() {
        proc = new FakeProc(directory);
        owners = new Owners(proc.root(), new ProcessNames(proc.root(), new HostContext(proc.root())));
    }

    @Test
    void aSocketIsFoundByTheInodeInADescriptor() throws IOException {
        proc.process(PID, "java", PID, "0::/\n")
                .holds(PID, 0, "/gone")
                .holds(PID, 1, "pipe:[123]")
                .holds(PID, 2, "socket:[1234]")
                .holds(PID, 3, "socket:[123]");
        look(NOW, List.of(PID), 123);
        assertThat(owners.of(123)).contains(new ProcessRef(PID, "java", Optional.empty()));
        assertThat(owners.of(1234)).isEmpty();
        assertThat(owners.pending()).isZero();
    }

    @Test
    void nothingIsReadWhenNothingIsWanted() throws IOException {
        proc.process(PID, "java", PID, "0::/\n").holds(PID, 3, "socket:[123]");
        assertThat(look(NOW, List.of(PID), 123).descriptors()).isEqualTo(1);
        assertThat(look(NOW, List.of(PID), 123).descriptors()).isZero();
        assertThat(look(NOW, List.of(PID), 0).descriptors()).isZero();
    }

    @Test
    void aSocketThatNobodyHoldsIsNotLookedForInEachLook() throws IOException {
        proc.process(PID, "java", PID, "0::/\n").holds(PID, 3, "socket:[123]");
        assertThat(look(NOW, List.of(PID), 99).descriptors()).isEqualTo(1);
        assertThat(owners.notFound()).isEqualTo(1);
        assertThat(look(NOW.plusSeconds(1), List.of(PID), 99).descriptors()).isZero();
        proc.holds(PID, 4, "socket:[99]");
        var later = NOW.plus(Owners.NOT_FOUND_FOR).plusSeconds(1);
        look(later, List.of(PID), 99);
        look(later.plusSeconds(1), List.of(PID), 99);
        assertThat(owners.of(99)).isPresent();
        assertThat(owners.notFound()).isZero();
    }

    @Test
    void aSocketThatNobodyEverHoldsIsLookedForLessAndLessOften() throws IOException {
        proc.process(PID, "java", PID, "0::/\n").holds(PID, 3, "socket:[123]");
        var sweeps = IntStream.range(0, 3 * 3600 / 15)
                .filter(looks -> {
                    int read =
                            look(NOW.plusSeconds(15L * looks), List.of(PID), 99).descriptors();
                    assertThat(owners.notFound()).isEqualTo(1);
                    return read > 0;
                })
                .mapToObj(looks -> Duration.ofSeconds(15L * looks))
                .toList();
        var pauses = IntStream.range(1, sweeps.size())
                .mapToObj(i -> sweeps.get(i).minus(sweeps.get(i - 1)))
                .toList();
        assertThat(pauses).startsWith(Owners.NOT_FOUND_FOR, Owners.NOT_FOUND_FOR.multipliedBy(2));
        assertThat(pauses).isSorted().endsWith(Owners.LAST_NOT_FOUND_FOR, Owners.LAST_NOT_FOUND_FOR);
    }

    @Test
    void aSocketOfAProcessThatEndedIsFoundWithTheOneThatHoldsItNow() throws IOException {
        proc.process(PID, "old", PID, "0::/\n").holds(PID, 3, "socket:[123]");
        proc.process(PID + 1, "new", PID, "0::/\n");
        look(NOW, List.of(PID, PID + 1), 123);
        proc.holds(PID + 1, 7, "socket:[123]").end(PID);
        look(NOW.plusSeconds(1), List.of(PID + 1), 123);
        assertThat(owners.of(123)).isEmpty();
        look(NOW.plusSeconds(2), List.of(PID + 1), 123);
        assertThat(owners.of(123)).map(ProcessRef::name).contains("new");
    }

    @Test
    void aProcessThatVanishesMeanwhileCostsOnlyItself() throws IOException {
        proc.process(PID + 1, "java", PID + 1, "0::/\n").holds(PID + 1, 3, "socket:[123]");
        look(NOW, List.of(PID, PID + 1), 123);
        assertThat(owners.of(123)).isPresent();
        assertThat(owners.unreadable()).isZero();
    }

    @Test
    void theContainerIsThatOfTheProcess() throws IOException {
        var id = "8f31d825a9b04c1fe6d2737c5a8891b0f4e3d2c1b0a998877665544332211000";
        proc.process(PID, "java", PID, "0::/kubepods/pod97aaf6d5-2630-49ff-82eb-1927c24a25bd/" + id + "\n")
                .holds(PID, 3, "socket:[123]");
        look(NOW, List.of(PID), 123);
        assertThat(owners.of(123).orElseThrow().container()).hasValueSatisfying(it -> {
            assertThat(it.podUid()).isEqualTo("97aaf6d5-2630-49ff-82eb-1927c24a25bd");
            assertThat(it.id()).contains(id);
        });
    }

    @Test
    void aLookIsBoundedAndTheNextGoesOnUntilAllIsFound() throws IOException {
        int processes = 2_000;
        int descriptors = 50;
        int own = 20; // every so manyth has descriptors of its own, the others all have the first one's
        for (int process = 0; process < processes; process++) {
            if (process % own != 0) {
                proc.sharesDescriptors(PID + process, PID);
                continue;
            }
            for (int fd = 0; fd < descriptors; fd++) {
                proc.holds(PID + process, fd, "socket:[%d]".formatted(process * descriptors + fd + 1));
            }
        }
        var pids = IntStream.range(PID, PID + processes).boxed().toList();
        long[] wanted = LongStream.range(0, processes / own)
                .map(i -> i * own * descriptors + 1)
                .toArray();
        int looks = 0;
        int found = 0;
        do {
            var sweep = look(NOW.plusSeconds(looks), pids, wanted);
            assertThat(sweep.descriptors()).isLessThanOrEqualTo(Owners.MOST_DESCRIPTORS);
            found += sweep.found();
            looks++;
        } while (owners.pending() > 0);
        assertThat(looks).isLessThanOrEqualTo(3);
        assertThat(found).isEqualTo(wanted.length);
        assertThat(owners.notFound()).isZero();
    }

    private Owners.Sweep look(Instant now, List<Integer> pids, long... inodes) {
        for (long inode : inodes) {
            owners.want(inode);
        }
        return owners.find(pids, now);
    }

    @Test
    void notFoundIsForgottenWithTheSocket() throws IOException {
        proc.process(PID, "java", PID, "0::/\n");
        look(NOW, List.of(PID), 99);
        assertThat(owners.notFound()).isEqualTo(1);
        look(NOW.plus(Duration.ofSeconds(1)), List.of(PID));
        assertThat(owners.notFound()).isZero();
    }
}
