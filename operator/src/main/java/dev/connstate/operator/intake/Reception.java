package dev.connstate.operator.intake;

import dev.connstate.report.NodeReply;
import dev.connstate.report.NodeReport;
import java.time.Instant;
import java.util.function.Supplier;

/** Takes reports that are whole and of whom they say. Called by several threads at once. */
public interface Reception {
    /**
     * @param again makes the report anew, of the bytes it came in
     * @param knownNames the version of the pods' names that the agent has
     * @param at when the report came in, by our clock
     */
    NodeReply receive(NodeReport report, Supplier<NodeReport> again, String knownNames, Instant at);
}
