package dev.connstate.agent.observe;

import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.HalfOpen;

/**
 * The connections of one listening point.
 *
 * @param notAccepted those in ESTABLISHED or CLOSE_WAIT that no process holds
 */
record PointCounts(ConnectionCounts connections, HalfOpen halfOpen, long notAccepted) {}
