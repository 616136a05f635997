/** What is known of the cluster now: the agents' reports, and whose namespaces they speak of. */
package dev.connstate.operator.fleet;
