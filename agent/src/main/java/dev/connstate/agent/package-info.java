/** Kernel to report: {@code kernel} reads, {@code observe} makes a node's report of it, {@code metrics} shows it. */
package dev.connstate.agent;
