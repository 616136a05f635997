package dev.connstate.bench;

import dev.connstate.report.ConnectionCounts;
import java.io.IOException;
import java.util.List;

/** One way to learn, once, of all TCP sockets of some namespaces. */
public interface Reader {
    /** The counts of each namespace, always in the same order. */
    List<ConnectionCounts> read() throws IOException;
}
