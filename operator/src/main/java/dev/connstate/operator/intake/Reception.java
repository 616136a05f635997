package dev.connstate.operator.intake;

import dev.connstate.report.NodeReply;
import dev.connstate.report.NodeReport;
import java.time.Instant;
import java.util.function.Supplier;

/** Takes reports that are whole and of whom they say. Called by several threads at once. */
public interface Reception {
    /**
     * @param again makes the report anew, of the bytes it came in
     * @param at when the report came in, by our clock
     * @return always with the pods of the node; the intake leaves them out for an agent that has them
     */
    NodeReply receive(NodeReport report, Supplier<NodeReport> again, Instant at);
}
