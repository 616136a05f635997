package dev.connstate.crds.alert;

/** A workload of the resource's own namespace. */
public record WorkloadRef(String apiVersion, String kind, String name) {}
