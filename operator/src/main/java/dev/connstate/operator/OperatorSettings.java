package dev.connstate.operator;

import dev.connstate.operator.lead.Leadership;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to operate.
 *
 * @param namespaces the only ones to look at, by the rights of Roles alone; empty for the whole cluster
 * @param ownNamespace where the Lease, the CA and the rules of cluster alerts are
 * @param leadership empty for a replica that is the only one
 * @param intake where agents report
 * @param probes where /metrics, /healthz and /readyz are
 * @param interval at which agents report and alerts are evaluated
 * @param idleLimit after how long something on the way forgets an idle connection
 * @param audience that agents' tokens must be for
 * @param agents the users that agents are: {@code system:serviceaccount:connstate:connstate-agent}; empty for any
 * @param certificate a folder with tls.crt and tls.key, watched; empty for one of our own
 * @param authority the Secret and ConfigMap of our own CA
 * @param serverNames that agents know the intake by
 */
public record OperatorSettings(
        List<String> namespaces,
        String ownNamespace,
        Optional<Leadership> leadership,
        InetSocketAddress intake,
        InetSocketAddress probes,
        Duration interval,
        Optional<Duration> idleLimit,
        String audience,
        Set<String> agents,
        Optional<Path> certificate,
        String authority,
        List<String> serverNames,
        List<URI> alertmanagers,
        boolean prometheusRules) {
    public OperatorSettings {
        namespaces = List.copyOf(namespaces);
        agents = Set.copyOf(agents);
        serverNames = List.copyOf(serverNames);
        alertmanagers = List.copyOf(alertmanagers);
    }
}
