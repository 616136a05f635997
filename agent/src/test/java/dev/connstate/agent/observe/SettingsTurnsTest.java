package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.observe.SettingsTurns.Turn;
import dev.connstate.report.NamespaceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTurnsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final int MANY = 110;

    private final SettingsTurns turns = new SettingsTurns();

    @Test
    void aFewAreReadEveryMinute() {
        assertThat(readings(turns(12), NamespaceKind.POD, Duration.ofMinutes(30)))
                .allSatisfy(times -> assertThat(pauses(times)).containsOnly(SettingsTurns.EVERY));
    }

    @Test
    void ofManyEachHasItsTurnWithinTenMinutes() {
        var all = readings(turns(MANY), NamespaceKind.POD, Duration.ofHours(2));
        assertThat(all)
                .allSatisfy(times -> assertThat(pauses(times))
                        .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMinutes(10))));
        var later = BEGIN.plus(Duration.ofHours(1));
        for (var look = later; look.isBefore(later.plus(Duration.ofHours(1))); look = look.plus(LOOK)) {
            var now = look;
            assertThat(all.stream().filter(times -> times.contains(now)))
                    .as("those whose turn it is in one look")
                    .hasSizeLessThanOrEqualTo(15);
        }
    }

    /** Who makes a namespace sets it up when it is there. */
    @Test
    void whatIsNewIsReadAgainAfterAMinuteAmongManyToo() {
        assertThat(readings(turns(MANY), NamespaceKind.POD, Duration.ofHours(1)))
                .allSatisfy(times -> assertThat(pauses(times).getFirst()).isEqualTo(SettingsTurns.EVERY));
    }

    @Test
    void theHostsAreReadEveryMinuteAmongManyToo() {
        assertThat(readings(turns(MANY), NamespaceKind.HOST, Duration.ofHours(1)))
                .allSatisfy(times -> assertThat(pauses(times)).containsOnly(SettingsTurns.EVERY));
    }

    private List<Turn> turns(int namespaces) {
        turns.begin(namespaces);
        return Stream.generate(turns::turn).limit(namespaces).toList();
    }

    /** When each is read, by looks that go on for so long. */
    private static List<List<Instant>> readings(List<Turn> turns, NamespaceKind kind, Duration span) {
        List<List<Instant>> all =
                turns.stream().<List<Instant>>map(any -> new ArrayList<>()).toList();
        for (var now = BEGIN; now.isBefore(BEGIN.plus(span)); now = now.plus(LOOK)) {
            for (int i = 0; i < turns.size(); i++) {
                if (turns.get(i).isDue(now)) {
                    turns.get(i).take(kind, now);
                    all.get(i).add(now);
                }
            }
        }
        return all;
    }

    private static List<Duration> pauses(List<Instant> times) {
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .toList();
    }
}
