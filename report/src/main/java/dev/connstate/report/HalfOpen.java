package dev.connstate.report;

/**
 * What the connections in SYN_RECV of one listening point look like.
 *
 * @param retransmitted whose SYN-ACK was sent again, at least once; where proc was the source, whose time for it was up, which
 *     TCP_DEFER_ACCEPT may let pass without sending
 * @param networks how many networks they come from, an IPv4 /24 or an IPv6 /64 each; a lower bound where there are more
 *     half-open connections than an agent keeps
 * @param ofBiggestNetwork how many come from the network with the most
 */
public record HalfOpen(long retransmitted, long networks, long ofBiggestNetwork) {}
