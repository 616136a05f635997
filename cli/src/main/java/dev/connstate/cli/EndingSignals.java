package dev.connstate.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jline.utils.Signals;

/**
 * SIGINT, SIGTERM and SIGHUP end a command in its own way, with exit code 0, in place of the JVM's.
 *
 * @param before the handlers to give back
 */
record EndingSignals(Map<String, Object> before) implements AutoCloseable {
    static EndingSignals to(Runnable end) {
        return new EndingSignals(List.of("INT", "TERM", "HUP").stream()
                .collect(Collectors.toMap(signal -> signal, signal -> Signals.register(signal, end))));
    }

    @Override
    public void close() {
        before.forEach(Signals::unregister);
    }
}
