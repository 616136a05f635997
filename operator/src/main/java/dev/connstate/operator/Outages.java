package dev.connstate.operator;

import dev.connstate.operator.cluster.Away;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * What libraries log while the API server is away, as one line for all: each watch and each reconciler tries again by itself,
 * and logs a stack trace each time. What the API server answers is a line without one; any other failure is a defect, and
 * is logged as it comes.
 */
final class Outages implements Filter {
    /** Longer than the longest pause between two tries: a failure after more is of another outage. */
    private static final Duration CALM = Duration.ofMinutes(1);

    private static final List<String> LIBRARIES = List.of("io.fabric8.", "io.javaoperatorsdk.");

    private Instant last = Instant.MIN;

    @Override
    public synchronized boolean isLoggable(LogRecord log) {
        var failure = log.getThrown();
        if (failure == null || LIBRARIES.stream().noneMatch(log.getLoggerName()::startsWith)) {
            return true;
        }
        var away = Away.reason(failure);
        if (away.isPresent()) {
            boolean isNew = last.isBefore(log.getInstant().minus(CALM));
            last = log.getInstant();
            say(log, "the API server is away, and is tried again: %s".formatted(away.get()));
            return isNew;
        }
        answer(failure).ifPresent(e -> say(log, e.getMessage()));
        return true;
    }

    private static Optional<KubernetesClientException> answer(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .filter(e -> e.getCode() > 0)
                .findFirst();
    }

    private static void say(LogRecord log, String sentence) {
        log.setMessage(sentence);
        log.setParameters(null);
        log.setThrown(null);
    }
}
