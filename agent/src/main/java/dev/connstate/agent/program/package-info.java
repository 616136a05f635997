/** The program {@code connstate-agent}: looks again and again, shows it as metrics, and sends it to the operator. */
package dev.connstate.agent.program;
