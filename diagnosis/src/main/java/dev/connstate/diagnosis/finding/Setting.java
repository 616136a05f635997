package dev.connstate.diagnosis.finding;

/**
 * A sysctl to change.
 *
 * @param name {@code net.core.somaxconn}
 * @param current as the namespace, or for a node-global one the node, has it now
 * @param appliesTo what sees the new value: the next listen(2), existing sockets, a recreated pod
 */
public record Setting(String name, Scope scope, String current, String proposed, Safety kubernetes, String appliesTo) {
    /** Where the value lives. */
    public enum Scope {
        POD_NET_NS,
        NODE_GLOBAL
    }

    /** What Kubernetes calls it in a pod's {@code securityContext.sysctls}. */
    public enum Safety {
        SAFE,
        /** Namespaced, but the kubelet must allow it by {@code --allowed-unsafe-sysctls}. */
        UNSAFE,
        /** Not a pod's to set: one value for the node, or a pod in the host's network. */
        NODE_ONLY
    }
}
