package dev.connstate.diagnosis.window;

import dev.connstate.report.NamespaceReport;
import java.time.Instant;

/** One look at one namespace; of its counters only the signals. */
public record Look(Instant at, NamespaceReport report) {}
