package dev.connstate.report;

/**
 * The machine.
 *
 * @param name tells it from all others of the cluster, so there always is one
 * @param kernel the release, as {@code uname -r} prints it
 * @param bootId {@code /proc/sys/kernel/random/boot_id}: counters of another boot are not comparable
 * @param memoryBytes physical memory
 */
public record Node(String name, String kernel, String bootId, String architecture, int cpus, long memoryBytes) {
    public Node {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a node needs a name");
        }
    }
}
