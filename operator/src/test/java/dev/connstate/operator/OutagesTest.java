package dev.connstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String FRAMEWORK = "io.javaoperatorsdk.operator.processing.event.EventProcessor";
    private static final Exception AWAY =
            new KubernetesClientException("An error has occurred.", new ConnectException("Connection refused"));

    private final Outages outages = new Outages();

    @Test
    void anOutageIsOneLine() {
        var first = log(FRAMEWORK, AWAY, 0);
        assertThat(outages.isLoggable(first)).isTrue();
        assertThat(first.getMessage())
                .isEqualTo("the API server is away, and is tried again: it cannot be reached (Connection refused)");
        assertThat(first.getThrown()).isNull();
        for (int second = 1; second < 120; second += 10) {
            var again = log("io.fabric8.kubernetes.client.informers.impl.cache.Reflector", answer(503), second);
            assertThat(outages.isLoggable(again)).isFalse();
        }
        assertThat(outages.isLoggable(log(FRAMEWORK, answer(429), 200)))
                .as("another")
                .isTrue();
    }

    @Test
    void whatTheApiServerAnswersIsALine() {
        for (int second = 0; second < 2; second++) {
            var refusal = log(FRAMEWORK, new IllegalStateException(answer(403)), second);
            assertThat(outages.isLoggable(refusal)).isTrue();
            assertThat(refusal.getMessage()).contains("why 403");
            assertThat(refusal.getThrown()).isNull();
        }
    }

    @Test
    void aDefectKeepsItsTrace() {
        assertThat(outages.isLoggable(log(FRAMEWORK, AWAY, 0))).isTrue();
        var defect = log(FRAMEWORK, new NullPointerException(), 1);
        assertThat(outages.isLoggable(defect)).isTrue();
        assertThat(defect.getThrown()).isInstanceOf(NullPointerException.class);
        assertThat(defect.getMessage()).isEqualTo("Error during event processing");
    }

    @Test
    void whatWeSayOurselvesStays() {
        var ours = log("dev.connstate.operator.notify.Messenger", new IllegalStateException(AWAY), 0);
        assertThat(outages.isLoggable(ours)).isTrue();
        assertThat(ours.getThrown()).isNotNull();
    }

    private static KubernetesClientException answer(int code) {
        return new KubernetesClientException(
                new StatusBuilder().withCode(code).withMessage("why " + code).build());
    }

    private static LogRecord log(String logger, Exception thrown, int second) {
        var log = new LogRecord(Level.WARNING, "Error during event processing");
        log.setLoggerName(logger);
        log.setThrown(thrown);
        log.setInstant(NOW.plusSeconds(second));
        return log;
    }
}
