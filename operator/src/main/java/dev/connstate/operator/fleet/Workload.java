package dev.connstate.operator.fleet;

/**
 * The top controller of a pod: a Deployment and not its ReplicaSet, a CronJob and not its Job. A pod that nobody controls
 * is its own.
 */
public record Workload(String apiVersion, String kind, String namespace, String name, String uid) {}
