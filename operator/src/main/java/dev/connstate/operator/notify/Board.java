package dev.connstate.operator.notify;

import dev.connstate.crds.Severity;
import dev.connstate.crds.alert.AlertSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How every alert stands that this replica decides; empty in one that does not lead. */
public final class Board {
    private final Map<Name, Standing> standings = new ConcurrentHashMap<>();

    /**
     * @param firing since when; empty when it does not fire
     * @param known whether that is known: false while data is missing
     */
    public void put(HasMetadata alert, AlertSpec spec, Optional<Instant> firing, boolean known) {
        standings.put(Name.of(alert), new Standing(Name.of(alert), alert, spec, firing, known));
    }

    public void remove(HasMetadata alert) {
        standings.remove(Name.of(alert));
    }

    /** In the order of their names. */
    List<Standing> standings() {
        return standings.values().stream()
                .sorted(Comparator.comparing(standing -> standing.name().toString()))
                .toList();
    }

    /** What fires now. */
    Collection<Notice> notices() {
        return standings().stream()
                .flatMap(standing -> standing.notice().stream())
                .toList();
    }

    /** @param namespace empty for an alert of the cluster */
    record Name(String kind, String namespace, String name) {
        static Name of(HasMetadata alert) {
            var meta = alert.getMetadata();
            return new Name(
                    alert.getKind(), Optional.ofNullable(meta.getNamespace()).orElse(""), meta.getName());
        }
    }

    record Standing(Name name, HasMetadata alert, AlertSpec spec, Optional<Instant> firing, boolean known) {
        Severity severity() {
            return spec.severity();
        }

        Optional<Notice> notice() {
            return firing.map(since -> new Notice(AlertLabels.of(alert, spec), AlertLabels.annotations(spec), since));
        }
    }
}
