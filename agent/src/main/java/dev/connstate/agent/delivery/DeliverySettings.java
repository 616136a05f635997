package dev.connstate.agent.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where reports go.
 *
 * @param operator {@code https://host:port}; each address of the host gets every report, since each is a replica
 * @param tokenFile the token that says who we are; read anew each time, since the kubelet replaces it
 * @param caFile certificates to trust, PEM; read anew when it changes; empty for those that Java trusts
 */
public record DeliverySettings(URI operator, Path tokenFile, Optional<Path> caFile) {
    public DeliverySettings {
        if (!"https".equalsIgnoreCase(operator.getScheme()) || operator.getHost() == null) {
            throw new IllegalArgumentException(
                    "'%s' is no address of an operator: give one as https://connstate-operator.connstate.svc:8443"
                            .formatted(operator));
        }
    }

    String host() {
        var host = operator.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return operator.getPort() == -1 ? 443 : operator.getPort();
    }
}
