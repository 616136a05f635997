package dev.connstate.operator.fleet;

/** What the API server says is there. Written by watches, read by everybody. */
public record Cluster(Pods pods, Owners owners, Labelled nodes, Labelled namespaces) {
    public static Cluster empty() {
        return new Cluster(new Pods(), new Owners(), new Labelled(), new Labelled());
    }
}
