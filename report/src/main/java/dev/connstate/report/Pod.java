package dev.connstate.report;

/** A pod as its cgroup path names it; only the API server knows its name. */
public record Pod(String uid) {}
