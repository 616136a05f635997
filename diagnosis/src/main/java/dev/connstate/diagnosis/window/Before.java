package dev.connstate.diagnosis.window;

import dev.connstate.report.NamespaceReport;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The look before the newest at a namespace. Of a hundred thousand most are asked for a counter, if for anything. */
public abstract class Before {
    private Optional<NamespaceReport> report = Optional.empty();

    /** By its kernel name; empty where it is not known. */
    public abstract OptionalLong counter(String name);

    /** When its tables were walked. */
    public abstract Optional<Instant> tablesTakenAt();

    abstract NamespaceReport made();

    /** With all counters, and of sockets what may matter later. */
    public final NamespaceReport report() {
        if (report.isEmpty()) {
            report = Optional.of(made());
        }
        return report.get();
    }

    public static Before of(NamespaceReport report) {
        return of(() -> report);
    }

    /** One that is made when it is asked for. */
    public static Before of(Supplier<NamespaceReport> report) {
        return new Before() {
            @Override
            public OptionalLong counter(String name) {
                return report().counters().of(name);
            }

            @Override
            public Optional<Instant> tablesTakenAt() {
                return report().tablesTakenAt();
            }

            @Override
            NamespaceReport made() {
                return report.get();
            }
        };
    }
}
