package dev.connstate.e2e.cluster;

import dev.connstate.crds.tuning.TuningAdvice.Kind;
import java.util.List;

/**
 * What is to become of a lab in the cluster.
 *
 * @param deployment whose pod plays it
 * @param alert of the chart's starter alerts
 * @param cause that the recommendation names
 * @param kind of its first advice
 */
record Symptom(String deployment, String alert, String cause, Kind kind) {
    static final Symptom QUEUE = new Symptom("queue", "accept-queue-overflow", "application-backlog", Kind.APPLICATION);
    static final Symptom LEAK = new Symptom("leak", "close-wait-leak", "never-closed", Kind.APPLICATION);
    static final Symptom PORTS = new Symptom("ports", "ephemeral-ports", "established", Kind.APPLICATION);
    static final Symptom DATAGRAMS = new Symptom("datagrams", "udp-receive-drops", "reader-too-slow", Kind.APPLICATION);

    /** Every kind of trouble that the labs make. */
    static final List<Symptom> ALL = List.of(QUEUE, LEAK, PORTS, DATAGRAMS);
}
