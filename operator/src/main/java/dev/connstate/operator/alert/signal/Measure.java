package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;

/**
 * One signal, ready to be read of any target. Two that ask the same are equal. No value is negative but an
 * {@link Expression}'s.
 */
public sealed interface Measure
        permits SocketStates,
                ListenQueueUsage,
                ListenQueueOverflow,
                SynQueueUsage,
                EphemeralPortUsage,
                ConntrackUsage,
                UdpDrops,
                Retransmission,
                KernelCounter,
                Findings,
                Expression {
    Reading read(Sighting sighting);

    /** Whether what it reads there is in the tables, which may be older than the report. */
    default boolean isOfTables(Sighting sighting) {
        return false;
    }

    /** A number with its unit and what it counts: {@code 612 connections in CLOSE_WAIT}. */
    String describe(String amount);
}
