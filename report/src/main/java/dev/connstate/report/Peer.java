package dev.connstate.report;

import java.util.OptionalInt;

/**
 * The other end of some connections.
 *
 * @param port the one remote port of all of them; empty when they differ, as those of clients do
 */
public record Peer(Address address, OptionalInt port, long count) {}
