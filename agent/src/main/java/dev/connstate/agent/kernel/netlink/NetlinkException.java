package dev.connstate.agent.kernel.netlink;

import java.io.IOException;

/** The kernel's answer is not of the form that sock_diag answers have; the message is one sentence. */
public final class NetlinkException extends IOException {
    private static final long serialVersionUID = 1;

    public NetlinkException(String sentence) {
        super(sentence);
    }
}
