package dev.connstate.operator.intake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who is connected. An address has so many connections and no more, and each must be getting on with a request, so that
 * neither many nor slow ones take the place of others. All on the server's event loop.
 */
final class Guests {
    private final Vertx vertx;
    private final IntakeSettings settings;
    private final IntakeMetrics metrics;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final Map<HttpConnection, Guest> guests = new HashMap<>();

    Guests(Vertx vertx, IntakeSettings settings, IntakeMetrics metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = metrics;
    }

    void arrived(HttpConnection connection) {
        var address = connection.remoteAddress().host();
        if (byAddress.merge(address, 1, Integer::sum) > settings.connectionsOfOne()) {
            byAddress.merge(address, -1, Integer::sum);
            metrics.crowded();
            connection.close();
            return;
        }
        metrics.connections(1);
        var guest = new Guest(connection);
        guests.put(connection, guest);
        guest.expect(settings.patience());
        connection.closeHandler(_ -> {
            guests.remove(connection);
            guest.left();
            metrics.connections(-1);
            byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        });
    }

    /** A request's head is there: its body must follow. */
    void asked(HttpConnection connection) {
        guests.computeIfPresent(connection, (_, guest) -> guest.asked());
    }

    void answered(HttpConnection connection) {
        guests.computeIfPresent(connection, (_, guest) -> guest.answered());
    }

    /** It has its answer, and what it still sends is not wanted: it may end. */
    void leaving(HttpConnection connection) {
        guests.computeIfPresent(connection, (_, guest) -> guest.leaving());
    }

    /** One connection, with the one timer that waits for its next move. */
    private final class Guest {
        private final HttpConnection connection;
        private long timer = -1;
        private int open;

        Guest(HttpConnection connection) {
            this.connection = connection;
        }

        void expect(Duration within) {
            left();
            timer = vertx.setTimer(within.toMillis(), _ -> {
                metrics.slow();
                connection.close();
            });
        }

        /** Answering takes time, too, and is ours. */
        Guest asked() {
            open++;
            expect(settings.patience().multipliedBy(2));
            return this;
        }

        Guest answered() {
            open--;
            if (open == 0) {
                expect(settings.rest());
            }
            return this;
        }

        Guest leaving() {
            expect(settings.patience());
            return this;
        }

        void left() {
            vertx.cancelTimer(timer);
        }
    }
}
