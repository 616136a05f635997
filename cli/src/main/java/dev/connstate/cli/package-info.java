/** The {@code connstate} command: options, exit codes, and where agent, text and metrics meet. */
package dev.connstate.cli;
