package dev.connstate.report;

/**
 * What a person calls the owner of a pod: the Deployment above its ReplicaSet, the CronJob above its Job.
 *
 * @param kind {@code Deployment}, {@code StatefulSet}, {@code Rollout}
 */
public record Workload(String kind, String name) {}
