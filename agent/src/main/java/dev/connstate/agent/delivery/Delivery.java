package dev.connstate.agent.delivery;

import dev.connstate.report.NodeReply;
import dev.connstate.report.NodeReport;
import dev.connstate.report.PodNames;
import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings each report to every replica of the operator. None waits for another, and whoever offers one for none. */
public final class Delivery implements AutoCloseable {
    /** More would be a name that is not an operator's. */
    private static final int MOST_REPLICAS = 16;

    private final DeliverySettings settings;
    private final Recipient recipient;
    private final DeliveryMetrics metrics;
    private final Newest newest = new Newest();
    private final Map<InetAddress, Route> routes = new HashMap<>();
    private final Thread thread;

    /**
     * What the agent has to do with replies.
     *
     * @param knownNames the version of the pods' names that it has
     * @param reply takes what a replica answered, from any thread
     * @param log takes a sentence when something changed
     */
    public record Recipient(Supplier<String> knownNames, Consumer<NodeReply> reply, Consumer<String> log) {}

    private Delivery(DeliverySettings settings, Recipient recipient, CollectorRegistry registry) {
        this.settings = settings;
        this.recipient = recipient;
        this.metrics = new DeliveryMetrics(registry);
        this.thread = Thread.ofPlatform().daemon().name("delivery").unstarted(this::follow);
    }

    /** @param registry gets the metrics of the delivery */
    public static Delivery start(DeliverySettings settings, Recipient recipient, CollectorRegistry registry) {
        var delivery = new Delivery(settings, recipient, registry);
        delivery.thread.start();
        return delivery;
    }

    /**
     * Sends one report to every replica, one after the other, once.
     *
     * @return what went wrong, a sentence for each replica that did not take it
     */
    public static List<String> once(DeliverySettings settings, NodeReport report) throws InterruptedException {
        var troubles = new ArrayList<String>();
        var parcel = Parcel.of(1, report);
        try {
            for (var address : InetAddress.getAllByName(settings.host())) {
                try (var replica = new Replica(settings, address, PodNames.NONE::version)) {
                    replica.send(parcel)
                            .trouble()
                            .map(sentence ->
                                    "%s did not take the report: %s".formatted(address.getHostAddress(), sentence))
                            .ifPresent(troubles::add);
                }
            }
        } catch (UnknownHostException e) {
            troubles.add("the name %s is not known".formatted(settings.host()));
        }
        return troubles;
    }

    /** Returns at once. */
    public void offer(NodeReport report) {
        newest.put(report);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** Before each report the name is looked up again: replicas come and go. */
    private void follow() {
        var standing = Standing.at(Instant.now());
        try {
            for (long seen = 0; ; ) {
                seen = newest.after(seen).number();
                try {
                    adopt(new HashSet<>(Arrays.asList(InetAddress.getAllByName(settings.host()))));
                    standing = Standing.at(Instant.now());
                } catch (UnknownHostException e) {
                    // Those that are known may be there still.
                    var answer = Failures.answer(e);
                    standing.news(answer, settings.operator().toString(), Instant.now())
                            .ifPresent(recipient.log());
                    standing = standing.after(answer, Instant.now());
                }
            }
        } catch (InterruptedException e) {
            routes.values().forEach(Route::close);
        }
    }

    private void adopt(Set<InetAddress> addresses) {
        routes.entrySet().removeIf(route -> {
            boolean gone = !addresses.contains(route.getKey());
            if (gone) {
                route.getValue().close();
            }
            return gone;
        });
        addresses.stream()
                .limit(MOST_REPLICAS)
                .forEach(address ->
                        routes.computeIfAbsent(address, at -> Route.start(settings, at, newest, recipient, metrics)));
        metrics.replicas(routes.size());
    }
}
