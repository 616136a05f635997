package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A state of a connection, as an API spells it. */
public enum SocketState {
    @JsonProperty("Established")
    ESTABLISHED,
    @JsonProperty("SynSent")
    SYN_SENT,
    @JsonProperty("SynRecv")
    SYN_RECV,
    @JsonProperty("FinWait1")
    FIN_WAIT1,
    @JsonProperty("FinWait2")
    FIN_WAIT2,
    @JsonProperty("TimeWait")
    TIME_WAIT,
    @JsonProperty("Close")
    CLOSE,
    @JsonProperty("CloseWait")
    CLOSE_WAIT,
    @JsonProperty("LastAck")
    LAST_ACK,
    @JsonProperty("Listen")
    LISTEN,
    @JsonProperty("Closing")
    CLOSING
}
