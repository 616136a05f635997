package dev.connstate.agent.observe;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.bench.FullRead;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

/**
 * What {@link NamespaceObserver} does with the TCP tables of a namespace when they are due. In its package, as a test
 * of it would be: the agent has no door to a single table.
 */
public final class AgentRead implements FullRead {
    private final NetlinkSource source = new NetlinkSource(new SockDiag(new NativeLibc()));
    private final ConnectionTable table = new ConnectionTable();
    private final int most = AgentSettings.DEFAULTS.top();
    private final Map<String, String> sysctls = Sysctls.read(new ProcRoot(Path.of("/proc")), Sysctls.OF_NAMESPACE);

    @Override
    public long read() throws IOException {
        var listening = new ArrayList<ListeningSocket>();
        source.listeners(row -> listening.add(ListeningSocket.of(row)));
        table.begin(listening, EphemeralPorts.of(sysctls));
        source.connections(table);
        return table.end(most).byState().of(TcpState.ESTABLISHED);
    }
}
