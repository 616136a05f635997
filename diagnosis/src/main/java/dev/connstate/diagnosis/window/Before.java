package dev.connstate.diagnosis.window;

import dev.connstate.report.NamespaceReport;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The look before the newest at a namespace. Of a hundred thousand most are asked for a counter, if for anything. */
public interface Before {
    /** By its kernel name; empty where it is not known. */
    OptionalLong counter(String name);

    /** When its tables were walked. */
    Optional<Instant> tablesTakenAt();

    /** With all counters, and of sockets what may matter later. */
    NamespaceReport report();

    static Before of(NamespaceReport report) {
        return of(() -> report);
    }

    /** One that is made when it is asked for. */
    static Before of(Supplier<NamespaceReport> report) {
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
            public NamespaceReport report() {
                return report.get();
            }
        };
    }
}
