package dev.connstate.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link NeedsRoot} asks for. */
final class Rights implements ExecutionCondition {
    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_SYS_PTRACE = 19;
    private static final int CAP_SYS_ADMIN = 21;
    private static final List<String> TOOLS = List.of("ip", "ss", "unshare", "nsenter", "setpriv", "mount");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var missing = missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all rights are there");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing.get());
        }
        return ConditionEvaluationResult.disabled(missing.get());
    }

    private static Optional<String> missing() {
        if (Stream.of(CAP_NET_ADMIN, CAP_SYS_PTRACE, CAP_SYS_ADMIN).anyMatch(bit -> (capabilities() >> bit & 1) == 0)) {
            return Optional.of(
                    "this test makes network namespaces, which takes CAP_SYS_ADMIN, CAP_NET_ADMIN and CAP_SYS_PTRACE: run it as root");
        }
        return TOOLS.stream()
                .filter(tool -> !isInstalled(tool))
                .findFirst()
                .map("this test needs the command '%s', of iproute2 or util-linux: install it"::formatted);
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    private static long capabilities() {
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
