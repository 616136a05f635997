/** The way of a report from this node to every replica of the operator. The newest look wins over an unsent one. */
package dev.connstate.agent.delivery;
