package dev.connstate.diagnosis.sysctl;

import java.util.List;

/** What is believed of settings and refused, in the order of a connection's life. */
public final class Beliefs {
    public static final List<Belief> ALL = List.of(
            new Belief(
                    List.of("accept-queue-overflow", "ListenOverflows", "somaxconn", "accept-queue"),
                    "A higher somaxconn makes every accept queue longer.",
                    Refusals.SOMAXCONN_WITHOUT_BACKLOG),
            new Belief(
                    List.of("accept-queue-overflow", "somaxconn", "accept-queue"),
                    "A longer accept queue helps a server that cannot keep up.",
                    Refusals.SOMAXCONN_FOR_SLOW_ACCEPT),
            new Belief(
                    List.of("accept-queue-overflow", "somaxconn", "accept-queue"),
                    "A higher somaxconn works at once.",
                    Refusals.SOMAXCONN_WITHOUT_RESTART),
            new Belief(
                    List.of("accept-queue-overflow", "somaxconn", "accept-queue", "sysctls-and-pods"),
                    "Pods take somaxconn over from their node.",
                    Refusals.SOMAXCONN_ON_NODE),
            new Belief(
                    List.of(
                            "syn-queue-pressure",
                            "SYN_RECV",
                            "TCPReqQFullDoCookies",
                            "tcp_max_syn_backlog",
                            "syn-queue"),
                    "tcp_max_syn_backlog is the length of the SYN queue.",
                    Refusals.TCP_MAX_SYN_BACKLOG_WITH_COOKIES),
            new Belief(
                    List.of("accept-queue-overflow", "ListenOverflows", "tcp_max_syn_backlog", "accept-queue"),
                    "tcp_max_syn_backlog helps against ListenOverflows.",
                    Refusals.TCP_MAX_SYN_BACKLOG_FOR_ACCEPT_QUEUE),
            new Belief(
                    List.of("syncookies-off", "syn-queue-pressure", "tcp_syncookies", "syncookies"),
                    "SYN cookies cost performance and are better off.",
                    Refusals.TCP_SYNCOOKIES_OFF),
            new Belief(
                    List.of("syn-queue-pressure", "tcp_syncookies", "syncookies"),
                    "tcp_syncookies=2 protects better than 1.",
                    Refusals.TCP_SYNCOOKIES_ALWAYS),
            new Belief(
                    List.of("accept-queue-overflow", "ListenOverflows", "tcp_abort_on_overflow", "accept-queue"),
                    "tcp_abort_on_overflow makes clients fail fast when the accept queue is full.",
                    Refusals.TCP_ABORT_ON_OVERFLOW),
            new Belief(
                    List.of("accept-queue-overflow", "netdev_max_backlog", "accept-queue", "packet-path"),
                    "netdev_max_backlog is one of the three backlogs of a listener.",
                    Refusals.NETDEV_MAX_BACKLOG),
            new Belief(
                    List.of("syn-queue-pressure", "SYN_RECV", "tcp_synack_retries"),
                    "tcp_synack_retries=1 is the cure for a SYN flood.",
                    Refusals.TCP_SYNACK_RETRIES_LOW),
            new Belief(
                    List.of("connect-stall", "SYN_SENT", "tcp_syn_retries"),
                    "A lower tcp_syn_retries is the connect timeout.",
                    Refusals.TCP_SYN_RETRIES),
            new Belief(
                    List.of("time-wait-pile-up", "TIME_WAIT", "tcp_tw_recycle"),
                    "tcp_tw_recycle gets rid of TIME_WAIT.",
                    Refusals.TCP_TW_RECYCLE),
            new Belief(
                    List.of("time-wait-pile-up", "TIME_WAIT", "tcp_tw_reuse"),
                    "tcp_tw_reuse helps a server with many TIME_WAIT.",
                    Refusals.TCP_TW_REUSE_ON_SERVER),
            new Belief(
                    List.of("time-wait-pile-up", "time-wait-bucket-overflow", "TIME_WAIT", "tcp_max_tw_buckets"),
                    "A lower tcp_max_tw_buckets gets rid of TIME_WAIT.",
                    Refusals.TCP_MAX_TW_BUCKETS_LOWER),
            new Belief(
                    List.of("time-wait-pile-up", "TIME_WAIT", "tcp_fin_timeout"),
                    "tcp_fin_timeout shortens TIME_WAIT.",
                    Refusals.TCP_FIN_TIMEOUT_FOR_TIME_WAIT),
            new Belief(
                    List.of("fin-wait2-pile-up", "FIN_WAIT2", "tcp_fin_timeout"),
                    "tcp_fin_timeout ends every FIN_WAIT2.",
                    Refusals.TCP_FIN_TIMEOUT_FOR_HALF_CLOSED),
            new Belief(
                    List.of("tcp-timestamps-off", "tcp_timestamps", "timestamps"),
                    "Timestamps cost bytes and are better off.",
                    Refusals.TCP_TIMESTAMPS_OFF),
            new Belief(
                    List.of("time-wait-pile-up", "TIME_WAIT", "SO_LINGER"),
                    "SO_LINGER with 0 avoids TIME_WAIT.",
                    Refusals.LINGER_ZERO),
            new Belief(
                    List.of("ephemeral-port-exhaustion", "ip_local_port_range", "ephemeral-ports"),
                    "ip_local_port_range is best as wide as it goes.",
                    Refusals.PORT_RANGE_ON_HOST),
            new Belief(
                    List.of("close-wait-leak", "CLOSE_WAIT"),
                    "Some timeout of the kernel ends CLOSE_WAIT.",
                    Refusals.ANY_SYSCTL_FOR_CLOSE_WAIT),
            new Belief(
                    List.of("close-wait-leak", "CLOSE_WAIT", "tcp_keepalive_time"),
                    "Keepalive cleans CLOSE_WAIT up.",
                    Refusals.KEEPALIVE_FOR_CLOSE_WAIT),
            new Belief(
                    List.of("idle-without-keepalive", "keepalive", "tcp_keepalive_time"),
                    "A shorter tcp_keepalive_time keeps every connection alive.",
                    Refusals.KEEPALIVE_WITHOUT_SO_KEEPALIVE),
            new Belief(
                    List.of("keepalive-too-slow", "tcp_keepalive_time", "TCP_KEEPIDLE"),
                    "tcp_keepalive_time is what every socket with SO_KEEPALIVE waits for.",
                    Refusals.KEEPALIVE_TIME_WITH_KEEPIDLE),
            new Belief(
                    List.of("keepalive-too-slow", "tcp_keepalive_intvl"),
                    "A shorter tcp_keepalive_intvl alone makes keepalive ask sooner.",
                    Refusals.KEEPALIVE_INTVL_FOR_SILENCE),
            new Belief(
                    List.of("stuck-closing", "FIN_WAIT1", "LAST_ACK", "CLOSING", "tcp_fin_timeout"),
                    "tcp_fin_timeout ends FIN_WAIT1, LAST_ACK and CLOSING.",
                    Refusals.TCP_FIN_TIMEOUT_FOR_UNACKNOWLEDGED),
            new Belief(
                    List.of("stuck-closing", "tcp_retries2", "retransmission"),
                    "A small tcp_retries2 is the way to fast failover.",
                    Refusals.TCP_RETRIES2_LOW),
            new Belief(
                    List.of(
                            "stuck-closing",
                            "orphan-pressure",
                            "FIN_WAIT1",
                            "LAST_ACK",
                            "tcp_orphan_retries",
                            "orphan"),
                    "tcp_orphan_retries=1 cleans orphans up.",
                    Refusals.TCP_ORPHAN_RETRIES_LOW),
            new Belief(
                    List.of("orphan-pressure", "tcp_max_orphans", "orphan"),
                    "A lower tcp_max_orphans saves memory.",
                    Refusals.TCP_MAX_ORPHANS_LOWER),
            new Belief(
                    List.of("tcp-memory-pressure", "tcp_mem", "tcp-memory", "sysctls-and-pods"),
                    "tcp_mem can be set for a pod.",
                    Refusals.TCP_MEM_IN_POD),
            new Belief(
                    List.of("udp-receive-drops", "rmem_max", "buffers", "sysctls-and-pods"),
                    "rmem_max can be set for a pod.",
                    Refusals.RMEM_MAX_IN_POD),
            new Belief(
                    List.of("tcp-memory-pressure", "rmem_max", "buffers"),
                    "rmem_max bounds TCP's buffers.",
                    Refusals.RMEM_MAX_FOR_TCP),
            new Belief(
                    List.of("udp-receive-drops", "SO_RCVBUF", "rmem_max"),
                    "A higher rmem_max makes every UDP buffer bigger.",
                    Refusals.RMEM_MAX_WITHOUT_SO_RCVBUF),
            new Belief(
                    List.of("udp-receive-drops", "rmem_max"),
                    "A bigger buffer helps a UDP reader that cannot keep up.",
                    Refusals.RMEM_MAX_FOR_SLOW_READER),
            new Belief(
                    List.of("udp-receive-drops", "RcvbufErrors", "udp_mem"),
                    "udp_mem is the size of UDP buffers.",
                    Refusals.UDP_MEM_FOR_ONE_SOCKET),
            new Belief(
                    List.of("udp-receive-drops", "RcvbufErrors", "netdev_max_backlog"),
                    "netdev_max_backlog helps against UDP drops.",
                    Refusals.NETDEV_MAX_BACKLOG_FOR_UDP),
            new Belief(
                    List.of("udp-receive-drops", "MemErrors", "SO_RCVBUF"),
                    "A bigger SO_RCVBUF helps against every UDP drop.",
                    Refusals.SO_RCVBUF_WHEN_MEMORY_IS_SHORT),
            new Belief(
                    List.of("conntrack-pressure", "nf_conntrack_max", "conntrack", "sysctls-and-pods"),
                    "nf_conntrack_max can be set for a pod.",
                    Refusals.NF_CONNTRACK_MAX_IN_POD),
            new Belief(
                    List.of("conntrack-pressure", "nf_conntrack_tcp_timeout_established", "conntrack"),
                    "A short timeout for established connections keeps the table small.",
                    Refusals.CONNTRACK_ESTABLISHED_SMALL));

    private Beliefs() {}
}
