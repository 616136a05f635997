package dev.connstate.agent.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process may do, as bits ({@code include/uapi/linux/capability.h}).
 *
 * @param effective {@code CapEff} of {@code /proc/self/status}; none where it cannot be read
 */
record Capabilities(long effective) {
    private static final int SYS_ADMIN = 21;
    private static final int PERFMON = 38;
    private static final int BPF = 39;

    static Capabilities own() {
        try (var lines = Files.lines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
            return new Capabilities(lines.filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0));
        } catch (IOException | NumberFormatException e) {
            return new Capabilities(0);
        }
    }

    /** Whether programs may be loaded, while namespaces may not be entered. */
    boolean allowBpfAlone() {
        return has(BPF) && has(PERFMON) && !has(SYS_ADMIN);
    }

    private boolean has(int capability) {
        return (effective >>> capability & 1) != 0;
    }
}
