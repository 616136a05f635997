package dev.connstate.agent.kernel;

/** What connections have in common that the same listener made, but for its port. */
public interface LocalEnd {
    /** AF_INET or AF_INET6 of the socket itself; the peer of an AF_INET6 socket may be IPv4. */
    int family();

    /** The first half of the local address, see {@link dev.connstate.report.Address}; IPv4 comes as v4-mapped. */
    long localHigh();

    long localLow();
}
