package dev.connstate.agent.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What it means that no answer came. */
final class Failures {
    private Failures() {}

    static Answer answer(Throwable failure) {
        return new Answer.Deferred(failure.getClass().getSimpleName(), sentence(failure), Optional.empty());
    }

    private static String sentence(Throwable failure) {
        return switch (failure) {
            case HttpTimeoutException _ -> "it does not answer in time";
            case TimeoutException _ -> "its answer does not end in time";
            case ConnectException e -> "no connection: " + reason(e).orElse("nobody listens there");
            case UnknownHostException e -> "the name %s is not known".formatted(e.getMessage());
            case SSLException e ->
                "it is not the operator that --ca-file vouches for: "
                        + reason(e).orElse("TLS failed");
            case NoSuchFileException e -> e.getFile() + " is not there";
            case FileSystemException e -> "%s cannot be read: %s".formatted(e.getFile(), e.getReason());
            case IOException e ->
                Optional.ofNullable(e.getMessage()).or(() -> reason(e)).orElse("the connection broke");
            default -> failure.toString();
        };
    }

    /** The deepest message: that of the exceptions above is often none, or only names their cause. */
    private static Optional<String> reason(Throwable failure) {
        var deeper = Optional.ofNullable(failure.getCause()).flatMap(Failures::reason);
        return deeper.or(() -> Optional.ofNullable(failure.getMessage()));
    }
}
