package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an alert looks at; each with its own unit, in which the threshold counts. */
public enum SignalType {
    /** Connections in some of the eleven states. */
    @JsonProperty("SocketState")
    SOCKET_STATE,
    /** How full an accept queue is, percent of its limit. */
    @JsonProperty("ListenQueueUsage")
    LISTEN_QUEUE_USAGE,
    /** Connections that accept queues turned away, per minute. */
    @JsonProperty("ListenQueueOverflow")
    LISTEN_QUEUE_OVERFLOW,
    /** How many connections are half open at a listener, percent of its limit. */
    @JsonProperty("SynQueueUsage")
    SYN_QUEUE_USAGE,
    /** Ephemeral ports in use towards one destination, percent of those usable. */
    @JsonProperty("EphemeralPortUsage")
    EPHEMERAL_PORT_USAGE,
    /** Entries of the connection tracking table, percent of its limit. */
    @JsonProperty("ConntrackUsage")
    CONNTRACK_USAGE,
    /** Datagrams that sockets lost, per minute. */
    @JsonProperty("UdpDrops")
    UDP_DROPS,
    /** Segments sent again, percent of all sent. */
    @JsonProperty("Retransmission")
    RETRANSMISSION,
    /** Any counter by its kernel name, per minute. */
    @JsonProperty("KernelCounter")
    KERNEL_COUNTER,
    /** Findings of the diagnosis. */
    @JsonProperty("Diagnosis")
    DIAGNOSIS,
    /** A CEL expression over a target's observation: a number, or true for bad. */
    @JsonProperty("Expression")
    EXPRESSION;

    static final String DESCRIPTION = """
            What is watched, and in which unit moreThan counts:
            SocketState: connections in the states of socketState.
            ListenQueueUsage: how full the fullest accept queue is, in percent of what it holds.
            ListenQueueOverflow: connections that accept queues turned away, per minute.
            SynQueueUsage: half-open connections of a listener, in percent of what it holds.
            EphemeralPortUsage: ephemeral ports in use towards one destination, in percent of those usable.
            ConntrackUsage: entries of the connection tracking table, in percent of its limit.
            UdpDrops: datagrams that UDP sockets lost, per minute.
            Retransmission: segments sent again, in percent of all sent.
            KernelCounter: what the counter of kernelCounter rises by, per minute.
            Diagnosis: findings, as connstate diagnose has them.
            Expression: whatever expression computes.""";
}
