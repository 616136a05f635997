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
    EXPRESSION
}
