package dev.connstate.diagnosis.finding;

import dev.connstate.report.Peer;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A number that speaks for the verdict.
 *
 * @param what by the kernel's name where it has one: {@code TcpExt.ListenOverflows}
 * @param value with its unit or its time: {@code +312 in 30 s}
 */
public record Evidence(String what, String value) {
    /** {@code 10.0.0.9:5432 (40), 10.0.0.7 (2)} */
    public static Evidence ofPeers(Collection<Peer> peers) {
        return new Evidence(
                "biggest peers",
                peers.isEmpty() ? "unknown" : peers.stream().map(Evidence::text).collect(Collectors.joining(", ")));
    }

    private static String text(Peer peer) {
        var name = peer.port().isPresent()
                ? peer.address().withPort(peer.port().getAsInt())
                : peer.address().toString();
        return "%s (%d)".formatted(name, peer.count());
    }
}
