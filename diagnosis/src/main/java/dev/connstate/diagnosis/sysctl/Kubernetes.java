package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Setting.Safety;
import dev.connstate.diagnosis.window.Kernel;

/** What Kubernetes lets a pod's {@code securityContext.sysctls} do with a setting ({@code safe_sysctls.go}). */
public sealed interface Kubernetes {
    /** Namespaced, but the kubelet must allow it by {@code --allowed-unsafe-sysctls}. */
    Kubernetes UNSAFE = new Unsafe();

    Kubernetes NODE_ONLY = new NodeOnly();

    /** For a pod with a network namespace of its own, in a Kubernetes of a version that still has support. */
    Safety safety(Kernel kernel);

    /** For a sentence: {@code safe since Kubernetes 1.29 (kernel 4.6 or newer), unsafe before}. */
    String text();

    /**
     * @param minor since Kubernetes 1.{@code minor}; 0 when it always was
     * @param kernel the oldest that the kubelet takes it for safe on
     */
    record Safe(int minor, Kernel kernel) implements Kubernetes {
        /** A cluster's version is not to be seen from a machine; what is safe only in newer ones may not be in this. */
        private static final int OLDEST_SUPPORTED = 32;

        @Override
        public Safety safety(Kernel running) {
            return minor <= OLDEST_SUPPORTED && running.isAtLeast(kernel.major(), kernel.minor())
                    ? Safety.SAFE
                    : Safety.UNSAFE;
        }

        @Override
        public String text() {
            var on = kernel.major() == 0 ? "" : " (kernel %d.%d or newer)".formatted(kernel.major(), kernel.minor());
            return minor == 0
                    ? "safe in Kubernetes" + on
                    : "safe since Kubernetes 1.%d%s, unsafe before".formatted(minor, on);
        }
    }

    record Unsafe() implements Kubernetes {
        @Override
        public Safety safety(Kernel running) {
            return Safety.UNSAFE;
        }

        @Override
        public String text() {
            return "unsafe in Kubernetes: the kubelet must allow it by --allowed-unsafe-sysctls";
        }
    }

    record NodeOnly() implements Kubernetes {
        @Override
        public Safety safety(Kernel running) {
            return Safety.NODE_ONLY;
        }

        @Override
        public String text() {
            return "not a pod's to set: the node's administrator does";
        }
    }
}
