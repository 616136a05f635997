package dev.connstate.cli;

import dev.connstate.agent.AgentSettings;
import dev.connstate.cli.output.Diagnosed;
import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Look after look given to a diagnosis for a while. The looks come from one thread, the result may be asked by another. */
final class Examination {
    /** However long a look takes, what moved takes two. */
    private static final int LEAST_LOOKS = 2;

    private final Pace pace;
    private final Duration time;
    private final Progress progress;
    private final long begun = System.nanoTime();
    private final AtomicReference<Optional<Seen>> seen = new AtomicReference<>(Optional.empty());

    Examination(Pace pace, Duration time, Progress progress) {
        this.pace = pace;
        this.time = time;
        this.progress = progress;
        progress.say("watching for %s …".formatted(Interval.text(time)));
    }

    /** One state of affairs, since a signal may end it in the middle of a look. */
    private record Seen(Instant from, NodeReport last, int looks, Diagnosis diagnosis) {
        static Seen first(Pace pace, NodeReport report) {
            if (report.namespaces().isEmpty() && !report.problems().isEmpty()) {
                throw new CommandException(report.problems().getFirst());
            }
            return new Seen(report.takenAt(), report, 1, Diagnosis.of(pace, report));
        }

        Seen then(NodeReport report) {
            return new Seen(from, report, looks + 1, diagnosis.after(report));
        }
    }

    /** Says whether another look is wanted. */
    boolean take(NodeReport report) {
        var now = seen.get().map(before -> before.then(report)).orElseGet(() -> Seen.first(pace, report));
        seen.set(Optional.of(now));
        var passed = Duration.ofNanos(System.nanoTime() - begun);
        progress.say("watching: %ds of %s, findings so far: %d (Ctrl-C ends it)"
                .formatted(
                        passed.toSeconds(),
                        Interval.text(time),
                        now.diagnosis.findings().size()));
        return now.looks < LEAST_LOOKS || passed.compareTo(time) < 0;
    }

    Diagnosed result(AgentSettings settings) {
        var all = seen.get().orElseThrow(() -> new CommandException("ended before the first look was done"));
        return Diagnosed.of(
                all.from, all.last, all.looks, all.diagnosis.findings(), NotLookedAt.of(settings, all.last, all.looks));
    }
}
