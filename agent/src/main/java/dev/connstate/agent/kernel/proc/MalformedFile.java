package dev.connstate.agent.kernel.proc;

import java.io.IOException;

/** A file of proc that does not have its form; the message is a clause that follows the file's name. */
public final class MalformedFile extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedFile(String clause) {
        super(clause);
    }
}
