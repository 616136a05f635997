package dev.connstate.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many descriptors this process may have: its own {@code ulimit -n}, which the JVM has raised as far as it may. */
final class DescriptorLimit {
    private static final String NAME = "Max open files";

    private DescriptorLimit() {}

    /** How many more it may open. */
    static int room() {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return soft(Files.readString(Path.of("/proc/self/limits"))) - (int) open.count();
        } catch (IOException e) {
            throw new LabException("the limit of descriptors cannot be read: " + e.getMessage());
        }
    }

    /** Of {@code Max open files            1024                 524288               files}. */
    private static int soft(String limits) {
        return limits.lines()
                .filter(line -> line.startsWith(NAME))
                .map(line -> line.substring(NAME.length()).strip().split(" ", 2)[0])
                .map(value -> value.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(value))
                .findFirst()
                .orElseThrow();
    }
}
