package dev.connstate.agent.kernel;

/**
 * Connections that are only counted: those that came in by one local address and port, or those that go out from one
 * address to one other and its port. Valid while {@link ConnectionSink#group} runs, as a {@link SocketRow}.
 */
public interface SocketGroup extends LocalEnd {
    /** Whether they came in, by a port that is listened on. */
    boolean isIncoming();

    /** 0 for those that came in. */
    long remoteHigh();

    long remoteLow();

    /** The local port of those that came in, else the remote one. */
    int port();

    /** How many are in a state, by the kernel's number. */
    int count(int state);

    /** Of those that came in how many in ESTABLISHED no process holds yet; of the others how many have an ephemeral port. */
    int marked();
}
