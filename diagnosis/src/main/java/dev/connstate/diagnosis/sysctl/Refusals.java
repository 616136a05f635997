package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Refusal;

/**
 * Cures that are repeated everywhere and are wrong. The setting is the bare name of a sysctl where it is wrong
 * altogether in the finding that refuses it, and says more where only one use of it is.
 */
public final class Refusals {
    public static final Refusal SOMAXCONN_WITHOUT_BACKLOG = new Refusal(
            "net.core.somaxconn",
            "The program asked listen(2) for less than somaxconn, so a higher somaxconn changes nothing: raise the program's backlog.");
    public static final Refusal SOMAXCONN_FOR_SLOW_ACCEPT = new Refusal(
            "net.core.somaxconn",
            "The program accepts too slowly on average: a longer queue fills as well, and every connection waits longer in it.");
    public static final Refusal SOMAXCONN_WITHOUT_RESTART = new Refusal(
            "net.core.somaxconn without a restart",
            "listen(2) reads somaxconn once: sockets that already listen keep the limit they got.");
    public static final Refusal SOMAXCONN_ON_NODE = new Refusal(
            "net.core.somaxconn on the node",
            "Each network namespace has its own somaxconn and a pod does not inherit the node's: set it in the pod.");
    public static final Refusal TCP_MAX_SYN_BACKLOG_WITH_COOKIES = new Refusal(
            "net.ipv4.tcp_max_syn_backlog",
            "With tcp_syncookies on the kernel does not look at it: the listener's backlog is the limit of its SYN queue.");
    public static final Refusal TCP_MAX_SYN_BACKLOG_FOR_ACCEPT_QUEUE = new Refusal(
            "net.ipv4.tcp_max_syn_backlog",
            "It bounds half-open connections; what is full is the queue of finished ones that wait for accept(2).");
    public static final Refusal TCP_MAX_SYN_BACKLOG_FOR_COOKIES = new Refusal(
            "net.ipv4.tcp_max_syn_backlog", "A flood fills a longer queue as well; cookies answer without a queue.");
    public static final Refusal TCP_SYNCOOKIES_OFF = new Refusal(
            "net.ipv4.tcp_syncookies=0",
            "Without cookies a full SYN queue drops legal clients, and any flood fills it.");
    public static final Refusal TCP_SYNCOOKIES_ALWAYS = new Refusal(
            "net.ipv4.tcp_syncookies=2",
            "It answers every SYN by cookie, which loses TCP options and hides overflows: it is there for tests, and 1 sends cookies when they are needed.");
    public static final Refusal TCP_ABORT_ON_OVERFLOW = new Refusal(
            "net.ipv4.tcp_abort_on_overflow",
            "It resets clients in a burst that would have got in a second later, and SYNs that a full queue drops stay dropped.");
    public static final Refusal NETDEV_MAX_BACKLOG = new Refusal(
            "net.core.netdev_max_backlog",
            "It bounds packets between the network card and the protocols of the whole host, not connections that wait for accept(2).");
    public static final Refusal TCP_SYNACK_RETRIES_LOW = new Refusal(
            "net.ipv4.tcp_synack_retries of 1 or 0",
            "A client that loses two packets cannot connect any more, and under pressure the kernel retries less by itself.");
    public static final Refusal TCP_SYN_RETRIES = new Refusal(
            "net.ipv4.tcp_syn_retries",
            "It shortens every connect(2) of the namespace and finds no cause: give the program a connect timeout.");
    public static final Refusal TCP_TW_RECYCLE = new Refusal(
            "net.ipv4.tcp_tw_recycle",
            "It dropped the SYNs of clients behind NAT, and kernels since about 4.12 do not have it.");
    public static final Refusal TCP_TW_REUSE_ON_SERVER = new Refusal(
            "net.ipv4.tcp_tw_reuse",
            "It lets connect(2) take over a port; incoming connections use none, and a new SYN is accepted from TIME_WAIT anyway.");
    public static final Refusal TCP_MAX_TW_BUCKETS_LOWER = new Refusal(
            "net.ipv4.tcp_max_tw_buckets lowered",
            "It cuts TIME_WAIT off: late FINs are answered with RST, and old segments may reach new connections, to save some 256 bytes each.");
    public static final Refusal TCP_FIN_TIMEOUT_FOR_TIME_WAIT = new Refusal(
            "net.ipv4.tcp_fin_timeout",
            "It is the time of FIN_WAIT2. TIME_WAIT lasts 60 s by a constant of the kernel.");
    public static final Refusal TCP_FIN_TIMEOUT_FOR_HALF_CLOSED = new Refusal(
            "net.ipv4.tcp_fin_timeout",
            "It ends FIN_WAIT2 only after close(2); after shutdown(2) the socket has an owner, and stays until that closes it.");
    public static final Refusal TCP_FIN_TIMEOUT_FOR_UNACKNOWLEDGED = new Refusal(
            "net.ipv4.tcp_fin_timeout",
            "It is the time of FIN_WAIT2. In FIN_WAIT1, LAST_ACK and CLOSING the FIN is not acknowledged yet, and retransmissions come to an end by their own number.");
    public static final Refusal TCP_TIMESTAMPS_OFF = new Refusal(
            "net.ipv4.tcp_timestamps=0",
            "It takes away the protection against old segments (PAWS) and switches tcp_tw_reuse off.");
    public static final Refusal LINGER_ZERO = new Refusal(
            "SO_LINGER(0)",
            "close(2) then sends RST: data on the way is lost at both ends, and nothing is left to catch old segments.");
    public static final Refusal PORT_RANGE_ON_HOST = new Refusal(
            "net.ipv4.ip_local_port_range=1024 65535 on the host",
            "Outgoing connections would take the NodePorts (30000 to 32767) and the ports of services that start later.");
    public static final Refusal ANY_SYSCTL_FOR_CLOSE_WAIT = new Refusal(
            "any sysctl for CLOSE_WAIT",
            "The kernel waits for the program's close(2), without a limit: no setting ends CLOSE_WAIT.");
    public static final Refusal KEEPALIVE_FOR_CLOSE_WAIT = new Refusal(
            "net.ipv4.tcp_keepalive_time",
            "The probe's RST takes the connection out of the tables and the descriptor stays leaked: it hides the leak.");
    public static final Refusal KEEPALIVE_WITHOUT_SO_KEEPALIVE = new Refusal(
            "net.ipv4.tcp_keepalive_time",
            "It is the default for sockets with SO_KEEPALIVE, and these have not set it.");
    public static final Refusal KEEPALIVE_TIME_WITH_KEEPIDLE = new Refusal(
            "net.ipv4.tcp_keepalive_time", "The program has set TCP_KEEPIDLE, and that comes before the sysctl.");
    public static final Refusal KEEPALIVE_INTVL_FOR_SILENCE = new Refusal(
            "net.ipv4.tcp_keepalive_intvl",
            "The first probe comes after tcp_keepalive_time, and so does each later one while that is the longer of the two.");
    public static final Refusal TCP_RETRIES2_LOW = new Refusal(
            "net.ipv4.tcp_retries2 below 8",
            "Connections are given up before the 100 s that RFC 1122 asks for: TCP_USER_TIMEOUT does it for one program.");
    public static final Refusal TCP_ORPHAN_RETRIES_LOW = new Refusal(
            "net.ipv4.tcp_orphan_retries of 1 or 2",
            "The last bytes of an answer are given up after 1.8 s, so that clients behind a lossy network lose them.");
    public static final Refusal TCP_MAX_ORPHANS_LOWER =
            new Refusal("net.ipv4.tcp_max_orphans lowered", "What is over the limit is reset, on the whole host.");
    public static final Refusal TCP_MEM_IN_POD = new Refusal(
            "net.ipv4.tcp_mem in a pod", "It is one value for the host, and a pod's namespace does not have it.");
    public static final Refusal TCP_MEM_WITHOUT_PRESSURE = new Refusal(
            "net.ipv4.tcp_mem", "It bounds all TCP sockets of the host together, and they hold less than it gives.");
    public static final Refusal RMEM_MAX_IN_POD = new Refusal(
            "net.core.rmem_max in a pod", "It is one value for the host, and in a pod it can be read at most.");
    public static final Refusal RMEM_MAX_WITHOUT_SO_RCVBUF = new Refusal(
            "net.core.rmem_max",
            "It caps what SO_RCVBUF asks for, and this socket did not ask for so much: set SO_RCVBUF in the program.");
    public static final Refusal RMEM_MAX_FOR_SLOW_READER = new Refusal(
            "net.core.rmem_max",
            "The program reads more slowly than datagrams come: a bigger buffer fills as well, and what it holds is older.");
    public static final Refusal UDP_MEM_FOR_ONE_SOCKET = new Refusal(
            "net.ipv4.udp_mem",
            "It bounds all UDP sockets of the host together, and MemErrors would count it: here one socket's own buffer is full.");
    public static final Refusal NETDEV_MAX_BACKLOG_FOR_UDP = new Refusal(
            "net.core.netdev_max_backlog",
            "These datagrams came through that queue and were lost behind it, at the socket.");
    public static final Refusal SO_RCVBUF_WHEN_MEMORY_IS_SHORT =
            new Refusal("a bigger SO_RCVBUF", "It lets one socket hold more of the memory that is short.");
    public static final Refusal RMEM_MAX_FOR_TCP =
            new Refusal("net.core.rmem_max for TCP", "TCP buffers grow by tcp_rmem; rmem_max bounds SO_RCVBUF alone.");
    public static final Refusal NF_CONNTRACK_MAX_IN_POD = new Refusal(
            "net.netfilter.nf_conntrack_max in a pod",
            "It is one value for the host, and in a pod it can only be read.");
    public static final Refusal NF_CONNTRACK_MAX_FOR_CLASHES = new Refusal(
            "net.netfilter.nf_conntrack_max",
            "The table has room: what is dropped wants an entry that another connection has.");
    public static final Refusal CONNTRACK_ESTABLISHED_SMALL = new Refusal(
            "net.netfilter.nf_conntrack_tcp_timeout_established, very short",
            "Connections that are silent for longer are forgotten, and hang or are reset when they speak again.");

    private Refusals() {}
}
