package dev.connstate.report;

import java.util.Optional;

/**
 * A container of a pod, as the cgroup of its processes names it. In the host's namespace this is what tells one
 * hostNetwork pod's sockets from another's.
 *
 * @param id empty when the path names only the pod
 */
public record Container(String podUid, Optional<String> id) {}
