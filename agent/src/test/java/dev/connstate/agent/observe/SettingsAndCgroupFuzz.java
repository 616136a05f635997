package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsAndCgroupFuzz {
    static Stream<byte[]> texts() throws IOException {
        try (var cases = Files.list(Path.of("src/test/resources/cgroup"))) {
            var cgroups =
                    cases.sorted().map(folder -> read(folder.resolve("cgroup"))).toList();
            return Stream.concat(
                    cgroups.stream(),
                    Stream.of("32768 60999\n8080,9000-9010", "1 65535\n1-100").map(String::getBytes));
        }
    }

    /** Neither ever throws. The first line is a range and the second what is reserved of it. */
    @MethodSource("texts")
    @FuzzTest(maxDuration = "8s")
    void takesAnything(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        PodCgroup.parse(text).ifPresent(container -> {
            assertThat(container.podUid()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}");
            assertThat(container.id().orElse("0".repeat(64))).matches("[0-9a-f]{64}");
        });
        var settings = text.split("\n", 2);
        var ports = EphemeralPorts.of(Map.of(
                "net.ipv4.ip_local_port_range", settings[0],
                "net.ipv4.ip_local_reserved_ports", settings[settings.length - 1]));
        assertThat(ports.count().orElse(0)).isBetween(0, 65536);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
