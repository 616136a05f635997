package dev.connstate.charts.dashboard;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of metrics that agent and operator are held to. */
enum Golden {
    AGENT("agent", "metrics.txt", "delivery/metrics.txt", "program/metrics.txt"),
    OPERATOR("operator", "metrics.txt", "intake/metrics.txt");

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private final String module;
    private final List<String> files;

    Golden(String module, String... files) {
        this.module = module;
        this.files = List.of(files);
    }

    /** As a target serves it, with a number where the page differs from time to time. */
    String page() {
        return files.stream().map(this::read).collect(Collectors.joining()).replaceAll("\\(wh\\w+\\)", "1");
    }

    /** The labels of each metric, without those that Prometheus gives to a target. */
    Map<String, Set<String>> labels() {
        return SAMPLE.matcher(page())
                .results()
                .collect(groupingBy(
                        sample -> sample.group(1), flatMapping(Golden::labels, Collectors.toUnmodifiableSet())));
    }

    private static Stream<String> labels(MatchResult sample) {
        return sample.group(2) == null
                ? Stream.empty()
                : LABEL.matcher(sample.group(2)).results().map(it -> it.group(1));
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("..", module, "src/test/resources").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
