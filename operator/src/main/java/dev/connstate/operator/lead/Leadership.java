package dev.connstate.operator.lead;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Duration;

/**
 * The Lease that makes one replica the leader. Who loses it ends its process: the other may have it some seconds later,
 * and two must never decide.
 *
 * @param namespace of the Lease
 * @param identity of this replica, which no other may have: the pod's name
 */
public record Leadership(String namespace, String name, String identity) {
    /** For so long after its last renewal nobody else takes the Lease. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** After so long without a renewal the leader gives up, well before the Lease is over. */
    static final Duration RENEW_DEADLINE = Duration.ofSeconds(6);

    static final Duration RETRY = Duration.ofSeconds(1);

    /** What says of a replica whether it leads; 0 until it does. */
    public static Gauge gauge(CollectorRegistry registry) {
        return Gauge.build("connstate_operator_leads", "1 in the replica that decides.")
                .register(registry);
    }

    /** What the election is run by. */
    @SuppressWarnings("deprecation") // the builder makes one whose leader goes on when it lost its Lease
    public LeaderElectionConfiguration configuration(LeaderCallbacks callbacks) {
        return new LeaderElectionConfiguration(
                name, namespace, LEASE, RENEW_DEADLINE, RETRY, identity, callbacks, true);
    }

    /** Lets the other replica have it at its next try, in a second and not in ten. Only what is ours is given up. */
    public void release(KubernetesClient client) {
        var leases = client.leases().inNamespace(namespace).withName(name);
        try {
            var lease = leases.get();
            if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity("");
                client.resource(lease).update(); // with its resourceVersion: nobody's but ours is overwritten
            }
        } catch (KubernetesClientException _) {
            // It ends by itself.
        }
    }
}
