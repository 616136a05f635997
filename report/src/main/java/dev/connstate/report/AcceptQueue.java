package dev.connstate.report;

import java.util.OptionalLong;

/**
 * The connections that wait for accept(2).
 *
 * @param limit min(backlog given to listen(2), somaxconn at that moment); the kernel queues one more than this. Empty
 *     where the source cannot know it
 */
public record AcceptQueue(long length, OptionalLong limit) {}
