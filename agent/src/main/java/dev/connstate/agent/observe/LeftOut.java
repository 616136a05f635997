package dev.connstate.agent.observe;

import dev.connstate.agent.observe.Observation.Tables;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.IdleSockets;
import dev.connstate.report.Listener;
import dev.connstate.report.Omitted;
import java.util.List;
import java.util.Optional;

/** What is known and does not fit into the report's lists. */
final class LeftOut {
    private LeftOut() {}

    /** The lists are whole; {@code most} of each will be shown. */
    static Omitted of(
            Optional<Tables> tables,
            int most,
            List<Listener> listeners,
            List<CloseWaitHolder> closeWait,
            List<ClosingSockets> closing,
            List<IdleSockets> idle) {
        var top = tables.map(it -> it.connections().destinations());
        return new Omitted(
                beyond(most, listeners),
                top.map(DestinationTable.Top::omitted).orElse(0L),
                top.map(DestinationTable.Top::rest).orElse(ConnectionCounts.NONE),
                beyond(most, closeWait)
                        + rows(tables.map(it -> it.connections().closeWait().rows())),
                beyond(most, closing)
                        + rows(tables.map(it -> it.connections().closing().rows())),
                beyond(most, idle) + rows(tables.flatMap(Tables::idle).map(IdleRows::rows)),
                tables.map(Tables::udpOmitted).orElse(0L));
    }

    private static long beyond(int most, List<?> list) {
        return Math.max(0, list.size() - most);
    }

    private static long rows(Optional<KeptRows> rows) {
        return rows.map(KeptRows::omitted).orElse(0L);
    }
}
