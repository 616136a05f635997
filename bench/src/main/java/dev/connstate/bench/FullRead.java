package dev.connstate.bench;

import java.io.IOException;

/** Everything the agent learns of the TCP sockets of the namespace that the calling thread is in, once. */
public interface FullRead {
    /** How many of them are ESTABLISHED. */
    long read() throws IOException;
}
