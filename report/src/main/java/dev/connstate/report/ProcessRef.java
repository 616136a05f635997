package dev.connstate.report;

import java.util.Optional;

/**
 * A process that holds a socket; of several that share it, one.
 *
 * @param container empty for a process outside of any pod
 */
public record ProcessRef(int pid, String name, Optional<Container> container) {}
