package dev.connstate.diagnosis.window;

import dev.connstate.report.NamespaceReport;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One look at one namespace. Of one that is over, all but the signals is made when it is asked for. */
public final class Look {
    private final Instant at;
    private final Signals.Row signals;
    private final Supplier<NamespaceReport> source;
    private Optional<NamespaceReport> report = Optional.empty();

    Look(Instant at, Signals.Row signals, Supplier<NamespaceReport> source) {
        this.at = at;
        this.signals = signals;
        this.source = source;
    }

    public Instant at() {
        return at;
    }

    Signals.Row signals() {
        return signals;
    }

    public NamespaceReport report() {
        if (report.isEmpty()) {
            report = Optional.of(source.get());
        }
        return report.get();
    }
}
