package dev.connstate.diagnosis.symptom.closewait;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ProcessRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one program has not closed.
 *
 * @param held what tables show
 * @param hidden what they do not show; one of both there is
 */
record Leak(NamespaceWindow seen, Optional<Held> held, Optional<Hidden> hidden) {
    static Stream<Leak> all(NamespaceWindow seen) {
        var hidden = Hidden.all(seen).toList();
        var held = seen.now().closeWait().stream()
                .filter(holder -> holder.accepted())
                .map(holder -> Held.of(seen, holder))
                .filter(Held::isLeak)
                .toList();
        if (held.isEmpty() && hidden.isEmpty()) {
            return Stream.empty();
        }
        var shown = held.stream()
                .map(it -> new Leak(
                        seen,
                        Optional.of(it),
                        hidden.stream().filter(other -> isSame(it, other)).findFirst()));
        var notShown = hidden.stream()
                .filter(it -> held.stream().noneMatch(other -> isSame(other, it)))
                .map(it -> new Leak(seen, Optional.empty(), Optional.of(it)));
        return Stream.concat(shown, notShown);
    }

    private static boolean isSame(Held held, Hidden hidden) {
        return held.now().process().map(ProcessRef::pid).equals(hidden.process().map(ProcessRef::pid));
    }

    Subject subject() {
        return Subject.of(
                seen.now(), held.map(it -> it.now().process()).orElseGet(() -> hidden.flatMap(Hidden::process)));
    }

    boolean isMoreHidden() {
        return held.isEmpty()
                || hidden.isPresent()
                        && hidden.get().growth()
                                >= held.get().count().whileGrowing().growth();
    }

    Severity severity() {
        var shown = held.map(Held::severity).orElse(Severity.INFO);
        var notShown = hidden.map(Hidden::severity).orElse(Severity.INFO);
        return shown.compareTo(notShown) > 0 ? shown : notShown;
    }

    Confidence confidence() {
        return isMoreHidden()
                ? hidden.orElseThrow().confidence()
                : held.orElseThrow().confidence();
    }

    long connections() {
        return held.map(it -> it.now().count()).orElse(0L);
    }

    long unreadBytes() {
        return held.map(it -> it.now().unreadBytes()).orElse(0L);
    }

    /** {@code 40 are in CLOSE_WAIT, 30 more in 30 s}, or where that is told by time, {@code for 28 s or longer} */
    String heldText() {
        var it = held.orElseThrow();
        var growing = it.count().whileGrowing();
        var are = connections() == 1 ? "1 is in CLOSE_WAIT" : "%d are in CLOSE_WAIT".formatted(connections());
        if (growing.growth() > 0) {
            return "%s, %d more in %s".formatted(are, growing.growth(), growing.lengthText());
        }
        return it.now()
                .ages()
                .map(ages -> "%s, the oldest without data for %d s".formatted(are, ages.longestSeconds()))
                .orElseGet(() -> "%s, for %s or longer"
                        .formatted(are, it.count().whileNotFalling().lengthText()));
    }

    /** {@code 312 sockets are in no table, 40 more in 4.0 s} */
    String hiddenText() {
        var count = hidden.orElseThrow().count();
        var growing = count.whileGrowing();
        return growing.growth() == 0
                ? "%d sockets are in no table".formatted(count.now())
                : "%d sockets are in no table, %d more in %s"
                        .formatted(count.now(), growing.growth(), growing.lengthText());
    }

    List<Evidence> evidence() {
        var evidence = new ArrayList<Evidence>();
        held.ifPresent(it -> {
            evidence.add(new Evidence("connections in CLOSE_WAIT", it.count().text()));
            it.now()
                    .ages()
                    .ifPresent(ages -> evidence.add(new Evidence(
                            "tcpi_last_data_recv",
                            "median %d s, longest %d s ago".formatted(ages.medianSeconds(), ages.longestSeconds()))));
            evidence.add(new Evidence(
                    "unread, without the FINs", "%d bytes".formatted(it.now().unreadBytes())));
            evidence.add(seen.growth(Held.SEGMENTS));
            evidence.add(Evidence.ofPeers(it.now().peers()));
        });
        hidden.ifPresent(it -> {
            evidence.add(new Evidence("sockets that no table shows", it.count().text()));
            it.holder()
                    .ifPresent(holder -> evidence.add(new Evidence(
                            "of those %s(%d)'s, at the last search"
                                    .formatted(
                                            holder.process().name(),
                                            holder.process().pid()),
                            Long.toString(holder.count()))));
            evidence.add(seen.growth(Hidden.RESETS));
            evidence.add(seen.growth(Hidden.PROBES));
        });
        return evidence;
    }
}
