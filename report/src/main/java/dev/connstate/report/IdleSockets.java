package dev.connstate.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Accepted or opened connections in ESTABLISHED over which no data went in either direction for longer than was asked:
 * those of one process, with or without keepalive.
 *
 * @param keepalive whether SO_KEEPALIVE's timer runs
 * @param nextProbeSeconds until the last of them sends its next probe; empty without keepalive
 * @param longestSeconds how long the longest is idle
 * @param peers the biggest first
 */
public record IdleSockets(
        Optional<ProcessRef> process,
        boolean keepalive,
        OptionalLong nextProbeSeconds,
        long count,
        long longestSeconds,
        List<Peer> peers) {
    public IdleSockets {
        peers = List.copyOf(peers);
    }
}
