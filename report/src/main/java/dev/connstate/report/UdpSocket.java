package dev.connstate.report;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One UDP socket.
 *
 * @param receiveQueueBytes waiting to be read, in the kernel's bookkeeping size (truesize), not payload
 * @param receiveBufferBytes what that may come to (sk_rcvbuf: twice SO_RCVBUF); empty where the source cannot know it
 * @param drops datagrams this socket lost since it exists
 */
public record UdpSocket(
        Address address,
        int port,
        long inode,
        long receiveQueueBytes,
        OptionalLong receiveBufferBytes,
        OptionalLong drops,
        Optional<ProcessRef> process) {}
