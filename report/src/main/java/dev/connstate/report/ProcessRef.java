package dev.connstate.report;

/** A process that holds a socket; of several that share it, the one with the lowest pid. */
public record ProcessRef(int pid, String name) {}
