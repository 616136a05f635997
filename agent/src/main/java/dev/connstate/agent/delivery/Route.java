package dev.connstate.agent.delivery;

import dev.connstate.agent.delivery.Delivery.Recipient;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The way to one replica: a thread that sends the newest report, and again until it is taken, refused, or no longer the newest. */
final class Route implements AutoCloseable {
    private final Replica replica;
    private final String name;
    private final Newest newest;
    private final Recipient recipient;
    private final DeliveryMetrics metrics;
    private final Thread thread;
    private Standing standing = Standing.at(Instant.now());
    private int failures;

    private Route(Replica replica, String name, Newest newest, Recipient recipient, DeliveryMetrics metrics) {
        this.replica = replica;
        this.name = name;
        this.newest = newest;
        this.recipient = recipient;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform().daemon().name("delivery to " + name).unstarted(this::run);
    }

    static Route start(
            DeliverySettings settings,
            InetAddress address,
            Newest newest,
            Recipient recipient,
            DeliveryMetrics metrics) {
        var replica = new Replica(settings, address, recipient.knownNames());
        var name = "%s (%s)".formatted(settings.operator(), address.getHostAddress());
        var route = new Route(replica, name, newest, recipient, metrics);
        route.thread.start();
        return route;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try (replica) {
            // A replica that is new to us gets the newest that is there.
            long done = Math.max(0, newest.after(0).number() - 1);
            while (true) {
                var parcel = newest.after(done);
                metrics.superseded(parcel.number() - done - 1);
                var answer = replica.send(parcel);
                metrics.sent(parcel, answer);
                tell(answer);
                done = switch (answer) {
                    case Answer.Accepted(var reply) -> {
                        failures = 0;
                        recipient.reply().accept(reply);
                        yield parcel.number();
                    }
                    case Answer.Refused _ -> parcel.number();
                    case Answer.Deferred(var _, var _, var after) -> {
                        pause(after);
                        yield parcel.number() - 1;
                    }
                };
            }
        } catch (InterruptedException e) {
            // Closed: the replica is gone, or the agent ends.
        }
    }

    private void tell(Answer answer) {
        var now = Instant.now();
        standing.news(answer, name, now).ifPresent(recipient.log());
        standing = standing.after(answer, now);
    }

    private void pause(Optional<Duration> after) throws InterruptedException {
        failures++;
        Thread.sleep(Backoff.after(failures, after, ThreadLocalRandom.current().nextDouble()));
    }
}
