package dev.connstate.report;

/**
 * Descriptors of a process that are sockets which no table of its namespace shows: the kernel has done with their
 * connection, the program has not closed them.
 */
public record DetachedSockets(ProcessRef process, long count) {}
