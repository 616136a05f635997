/** Real namespaces and sockets for tests, and iproute2's {@code ss} as the second opinion. */
package dev.connstate.agent.testing;
