package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.window.Kernel;
import java.util.Optional;

/**
 * Where a setting lives, and in which kernels. A pod does not inherit the node's: a new namespace begins with the
 * kernel's defaults, but for tcp_rmem, tcp_wmem and the congestion control, which it copies from the host's.
 *
 * @param since the kernel that brought it; empty when older than any that matters
 * @param until the first kernel without it
 * @param namespacedSince from when on each namespace had its own; empty when it always had, or has not
 */
public record Scope(
        Reach reach,
        Kubernetes kubernetes,
        Optional<Release> since,
        Optional<Release> until,
        Optional<Release> namespacedSince) {
    static Scope of(Reach reach, Kubernetes kubernetes) {
        return new Scope(reach, kubernetes, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Scope namespace(Kubernetes kubernetes) {
        return of(Reach.NAMESPACE, kubernetes);
    }

    static Scope namespace(Kubernetes kubernetes, Release namespacedSince) {
        return new Scope(Reach.NAMESPACE, kubernetes, Optional.empty(), Optional.empty(), Optional.of(namespacedSince));
    }

    static Scope host(Reach reach) {
        return of(reach, Kubernetes.NODE_ONLY);
    }

    Scope since(Release release) {
        return new Scope(reach, kubernetes, Optional.of(release), until, namespacedSince);
    }

    Scope until(Release release) {
        return new Scope(reach, kubernetes, since, Optional.of(release), namespacedSince);
    }

    /**
     * Whether a kernel of this version has it. Distributions carry things back to older ones, so a value that was read
     * counts for more.
     */
    public boolean isIn(Kernel kernel) {
        return since.map(release -> release.isReachedBy(kernel)).orElse(true)
                && !until.map(release -> release.isReachedBy(kernel)).orElse(false);
    }

    /** Whose value it is, and who may write it. */
    public enum Reach {
        /** Each network namespace has its own, and a pod may write its own. */
        NAMESPACE("per namespace, writable in a pod"),
        /** Each network namespace has its own, fixed when the namespace is made. */
        NAMESPACE_FIXED("per namespace, read-only"),
        /** One for the host; a pod sees it and cannot write it. */
        HOST_SHOWN("one for the host, read-only in a pod"),
        /** One for the host; a pod's namespace does not show it. */
        HOST("one for the host, absent in a pod");

        private final String text;

        Reach(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        public boolean isHost() {
            return this == HOST || this == HOST_SHOWN;
        }
    }
}
