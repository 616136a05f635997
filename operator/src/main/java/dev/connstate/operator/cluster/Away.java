package dev.connstate.operator.cluster;

import com.fasterxml.jackson.core.JacksonException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells an API server that cannot answer now from one that says no, and from a failure of our own. */
public final class Away {
    /** Said by one that is busy, or has just started. */
    private static final int TOO_MANY_REQUESTS = 429;

    private Away() {}

    /** {@code it cannot be reached (Connection refused)}, {@code it answers 503}; empty when it is not away. */
    public static Optional<String> reason(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> reasonOf(cause).stream())
                .findFirst();
    }

    private static Optional<String> reasonOf(Throwable cause) {
        return switch (cause) {
            case KubernetesClientException e
            when e.getCode() == TOO_MANY_REQUESTS || e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR ->
                Optional.of("it answers %d".formatted(e.getCode()));
            case JacksonException _ -> Optional.empty(); // an IOException, too, but it did answer
            case IOException e
            when e.getClass() == IOException.class && e.getMessage() == null -> Optional.empty(); // its cause says more
            case IOException _, TimeoutException _ ->
                Optional.of("it cannot be reached (%s)"
                        .formatted(Optional.ofNullable(cause.getMessage())
                                .orElse(cause.getClass().getSimpleName())));
            default -> Optional.empty();
        };
    }
}
