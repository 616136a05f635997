package dev.connstate.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.Severity;
import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.alert.ConnectionAlertSpec;
import dev.connstate.operator.testing.AlertmanagerProcess;
import dev.connstate.operator.testing.Eventually;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against two real Alertmanagers. */
class MessengerIT {
    private static final Instant BEGAN = Instant.parse("2026-11-21T10:00:00Z");

    private final Board board = new Board();
    private final ConnectionAlert alert = alert();
    private AlertmanagerProcess one;
    private AlertmanagerProcess other;
    private Messenger messenger;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        one = new AlertmanagerProcess(Files.createDirectory(folder.resolve("one")));
        other = new AlertmanagerProcess(Files.createDirectory(folder.resolve("other")));
        messenger = messenger();
    }

    @AfterEach
    void end() {
        messenger.close();
        one.close();
        other.close();
    }

    @Test
    void everyReplicaIsToldOfTheBeginningAndTheEnd() {
        board.put(alert, alert.getSpec(), Optional.of(BEGAN), true);
        for (var alertmanager : List.of(one, other)) {
            Eventually.holds(() -> assertThat(alertmanager.alerts())
                    .singleElement()
                    .satisfies(told -> {
                        assertThat(told.path("labels").toString())
                                .isEqualTo(
                                        "{\"alertkind\":\"ConnectionAlert\",\"alertname\":\"checkout\",\"namespace\":\"shop\",\"severity\":\"critical\",\"team\":\"payments\"}");
                        assertThat(told.path("annotations").path("summary").asText())
                                .isEqualTo("Checkout leaks");
                        assertThat(Instant.parse(told.path("startsAt").asText()))
                                .isEqualTo(BEGAN);
                        assertThat(Instant.parse(told.path("endsAt").asText()))
                                .isAfter(Instant.now().plus(Outbox.RESEND.multipliedBy(3)));
                    }));
        }

        board.put(alert, alert.getSpec(), Optional.empty(), true);
        Eventually.holds(() -> assertThat(one.alerts()).isEmpty());
        Eventually.holds(() -> assertThat(other.alerts()).isEmpty());
    }

    @Test
    void oneThatIsDeletedIsResolved() {
        board.put(alert, alert.getSpec(), Optional.of(BEGAN), true);
        Eventually.holds(() -> assertThat(one.alerts()).hasSize(1));
        board.remove(alert);
        Eventually.holds(() -> assertThat(one.alerts()).isEmpty());
    }

    @Test
    void anotherLeaderGoesOnWithTheSameAlert() {
        board.put(alert, alert.getSpec(), Optional.of(BEGAN), true);
        Eventually.holds(() -> assertThat(one.alerts()).hasSize(1));
        messenger.close();
        messenger = messenger();
        Eventually.holds(() -> assertThat(other.alerts()).hasSize(1));
        assertThat(one.alerts())
                .singleElement()
                .satisfies(
                        told -> assertThat(Instant.parse(told.path("startsAt").asText()))
                                .isEqualTo(BEGAN));
    }

    @Test
    void oneThatWasAwayIsToldAndTheOtherDoesNotWait() throws IOException {
        one.stop();
        board.put(alert, alert.getSpec(), Optional.of(BEGAN), true);
        Eventually.holds(() -> assertThat(other.alerts()).hasSize(1));
        one.start();
        Eventually.holds(() -> assertThat(one.alerts()).hasSize(1));
    }

    private Messenger messenger() {
        var made = new Messenger(
                board,
                List.of(new Alertmanager(one.url(), ""), new Alertmanager(other.url(), "")),
                InstantSource.system(),
                new CollectorRegistry());
        made.start();
        return made;
    }

    private static ConnectionAlert alert() {
        var alert = new ConnectionAlert();
        alert.getMetadata().setNamespace("shop");
        alert.getMetadata().setName("checkout");
        alert.setSpec(new ConnectionAlertSpec(
                "Checkout leaks",
                null,
                null,
                null,
                null,
                null,
                null,
                Severity.CRITICAL,
                Map.of("team", "payments"),
                null,
                null));
        return alert;
    }
}
