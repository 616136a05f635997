package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A folder for each form of {@code /proc/<pid>/cgroup}, named for who writes it. */
class PodCgroupTest {
    private static final Path CASES = Path.of("src/test/resources/cgroup");

    static Stream<Path> cases() throws IOException {
        try (var cases = Files.list(CASES)) {
            return cases.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aProcessIsOfThePodThatItsCgroupNames(Path folder) throws IOException {
        assertThat(describe(PodCgroup.parse(Files.readString(folder.resolve("cgroup")))))
                .isEqualTo(Files.readString(folder.resolve("expected")).strip());
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("cgroup", "expected");
        }
    }

    private static String describe(Optional<Container> container) {
        return container
                .map(it -> "pod %s container %s".formatted(it.podUid(), it.id().orElse("none")))
                .orElse("none");
    }
}
