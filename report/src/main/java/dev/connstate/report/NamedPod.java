package dev.connstate.report;

import java.util.Optional;

/**
 * A pod by its name.
 *
 * @param uid as its cgroup names it. Of a static pod that is the annotation {@code kubernetes.io/config.mirror}, not the
 *     uid of the mirror pod that the API server shows.
 * @param workload empty when nothing owns the pod
 */
public record NamedPod(String uid, String namespace, String name, Optional<Workload> workload) {}
