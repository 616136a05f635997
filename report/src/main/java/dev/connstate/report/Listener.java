package dev.connstate.report;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One listening socket.
 *
 * @param inode names the socket for as long as it lives
 * @param sharing how many listening sockets have this address and port (SO_REUSEPORT); with more than one,
 *     {@code synReceived}, {@code halfOpen}, {@code notAccepted} and {@code connections} are of all of them together,
 *     since a connection does not say which one made it
 * @param synReceived half-open connections; empty when the tables could not be read
 * @param halfOpen what those look like; empty when the tables could not be read
 * @param notAccepted connections in ESTABLISHED or CLOSE_WAIT that no program has taken with accept(2), of all that share
 *     the point; empty when the tables could not be read
 * @param drops sk_drops: packets this very socket dropped since it listens, which also counts what a socket filter or
 *     TCP_DEFER_ACCEPT turned away. Empty where the source cannot know it
 * @param connections of this address and port, by state, un-accepted ones included
 */
public record Listener(
        Address address,
        int port,
        long inode,
        int sharing,
        AcceptQueue acceptQueue,
        OptionalLong synReceived,
        Optional<HalfOpen> halfOpen,
        OptionalLong notAccepted,
        OptionalLong drops,
        Optional<ConnectionCounts> connections,
        Optional<ProcessRef> process) {}
