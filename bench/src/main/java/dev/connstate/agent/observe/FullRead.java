package dev.connstate.agent.observe;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.bench.Reader;
import dev.connstate.report.ConnectionCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@link NamespaceObserver} does with the TCP tables of the namespace that the calling thread is in, when they are
 * due. In its package, as a test of it would be: the agent has no door to a single table.
 */
public final class FullRead implements Reader {
    private final NativeLibc libc = new NativeLibc();
    private final NetlinkSource source = new NetlinkSource(new SockDiag(libc));
    private final ConnectionTable table = new ConnectionTable();
    private final int most = AgentSettings.DEFAULTS.top();
    private final Map<String, String> sysctls =
            new Sysctls(libc, new ProcRoot(Path.of("/proc"))).read(Sysctls.OF_NAMESPACE);

    @Override
    public List<ConnectionCounts> read() throws IOException {
        var listening = new ArrayList<ListeningSocket>();
        source.listeners(row -> listening.add(ListeningSocket.of(row)));
        table.begin(listening, EphemeralPorts.of(sysctls));
        source.connections(table);
        return List.of(table.end(most).byState());
    }
}
