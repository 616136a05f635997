package dev.connstate.report;

/**
 * The machine.
 *
 * @param kernel the release, as {@code uname -r} prints it
 * @param bootId {@code /proc/sys/kernel/random/boot_id}: counters of another boot are not comparable
 * @param memoryBytes physical memory
 */
public record Node(String name, String kernel, String bootId, String architecture, int cpus, long memoryBytes) {}
