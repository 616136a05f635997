package dev.connstate.agent.observe;

import dev.connstate.report.Container;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pod and the container in {@code /proc/<pid>/cgroup}. kubelet writes the pod's UID into the path with dashes
 * (cgroupfs driver) or underscores (systemd driver), static pods have 32 hexadecimal digits; runtimes add the
 * container's 64 digits with a prefix of their own. A private cgroup namespace cuts off the front ({@code /../..}), a
 * kubelet in a container adds to it, so the match is anywhere in the path; a removed cgroup ends in {@code (deleted)}.
 */
final class PodCgroup {
    private static final Pattern POD = Pattern.compile(
            "(?:^|[/-])pod(?<uid>[0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})(?=[/.: ]|$)");
    private static final Pattern CONTAINER = Pattern.compile("(?:^|[/:-])(?<id>[0-9a-f]{64})(?=[/. ]|$)");

    private PodCgroup() {}

    /** Of the first hierarchy that names a pod: with cgroup v1 the last line is often only {@code 0::/}. */
    static Optional<Container> parse(String cgroup) {
        if (!cgroup.contains("pod")) {
            return Optional.empty(); // most processes, and found out for much less than by a pattern
        }
        return cgroup.lines()
                .map(PodCgroup::path)
                .flatMap(path -> container(path).stream())
                .findFirst();
    }

    private static Optional<Container> container(String path) {
        var pod = POD.matcher(path);
        if (!pod.find()) {
            return Optional.empty();
        }
        var below = path.substring(pod.end());
        var id = CONTAINER.matcher(below);
        return Optional.of(new Container(
                pod.group("uid").replace('_', '-'), id.find() ? Optional.of(id.group("id")) : Optional.empty()));
    }

    /** {@code hierarchy:controllers:path}; the path may hold colons itself. */
    private static String path(String line) {
        var fields = line.split(":", 3);
        return fields[fields.length - 1];
    }
}
