package dev.connstate.agent.testing;

import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.TcpState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What iproute2 says of a namespace's sockets, in our words. */
public final class Ss {
    private static final Map<String, TcpState> STATES = Map.ofEntries(
            Map.entry("ESTAB", TcpState.ESTABLISHED),
            Map.entry("SYN-SENT", TcpState.SYN_SENT),
            Map.entry("SYN-RECV", TcpState.SYN_RECV),
            Map.entry("FIN-WAIT-1", TcpState.FIN_WAIT1),
            Map.entry("FIN-WAIT-2", TcpState.FIN_WAIT2),
            Map.entry("TIME-WAIT", TcpState.TIME_WAIT),
            Map.entry("UNCONN", TcpState.CLOSE),
            Map.entry("CLOSE-WAIT", TcpState.CLOSE_WAIT),
            Map.entry("LAST-ACK", TcpState.LAST_ACK),
            Map.entry("LISTEN", TcpState.LISTEN),
            Map.entry("CLOSING", TcpState.CLOSING));
    private static final Pattern BUFFER = Pattern.compile("skmem:\\(r\\d+,rb(\\d+),");
    private static final Pattern DROPS = Pattern.compile("skmem:\\(.*,d(\\d+)\\)");

    private Ss() {}

    /** {@code ss -tanH}: every TCP socket. */
    public static List<Row> tcp(TestNamespace namespace) throws Exception {
        return rows(namespace.run("ss", "-tanH"));
    }

    /** {@code ss -lntmH}: listeners with their drops. */
    public static List<Row> listeners(TestNamespace namespace) throws Exception {
        return rows(namespace.run("ss", "-lntmH"));
    }

    /** {@code ss -uamnH}: UDP sockets with their drops. */
    public static List<Row> udp(TestNamespace namespace) throws Exception {
        return rows(namespace.run("ss", "-uamnH"));
    }

    public static ConnectionCounts counts(Collection<Row> rows) {
        return new ConnectionCounts(TcpState.ALL.stream()
                .map(state -> rows.stream().filter(row -> row.state() == state).count())
                .toList());
    }

    /** With {@code -m} each socket's memory stands on a line of its own below it. */
    private static List<Row> rows(String output) {
        return output.replace("\n\t", " ").lines().map(Ss::row).toList();
    }

    private static Row row(String line) {
        var words = line.trim().split("\\s+");
        var local = end(words[3]);
        var remote = end(words[4]);
        return new Row(
                STATES.get(words[0]),
                local,
                remote,
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                number(BUFFER, line),
                number(DROPS, line));
    }

    private static long number(Pattern pattern, String line) {
        var found = pattern.matcher(line);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    /** {@code 127.0.0.1:80}, {@code [::1]:80}; {@code *:80} is both families' wildcard, {@code *} as port is none. */
    private static End end(String text) {
        int colon = text.lastIndexOf(':');
        var host = text.substring(0, colon).replaceAll("[\\[\\]]", "").replaceAll("%.*", "");
        var port = text.substring(colon + 1);
        return new End(Address.parse(host.equals("*") ? "::" : host), port.equals("*") ? 0 : Integer.parseInt(port));
    }

    /** One end of a connection. */
    public record End(Address address, int port) {}

    /**
     * A socket.
     *
     * @param receiveQueue Recv-Q
     * @param sendQueue Send-Q, for a listener the limit of its queue
     * @param receiveBuffer the {@code rb} of skmem, -1 without {@code -m}
     * @param drops the {@code d} of skmem, -1 without {@code -m}
     */
    public record Row(
            TcpState state, End local, End remote, long receiveQueue, long sendQueue, long receiveBuffer, long drops) {}
}
