package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.ConnectionSink;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.agent.kernel.proc.MalformedFile;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of proc, of the namespace whose {@code net} directory is given.
 *
 * @param tcp keeps its buffer from reading to reading
 */
record ProcSource(Path net, SocketTable tcp, SocketTable udp) implements SocketSource {
    private static final int LISTEN = 10;

    @Override
    public SourceKind kind() {
        return SourceKind.PROC;
    }

    @Override
    public Reading listeners(SocketSink sink) throws IOException {
        return both("tcp", file -> tcp.readListeners(file, sink));
    }

    @Override
    public Reading connections(ConnectionSink sink) throws IOException {
        return both(
                "tcp",
                file -> tcp.read(file, row -> {
                    if (row.state() != LISTEN) {
                        sink.row(row);
                    }
                }));
    }

    /** {@code get_tcp4_sock} prints no ages. */
    @Override
    public Optional<Reading> ages(Set<TcpState> states, SocketSink sink) {
        return Optional.empty();
    }

    @Override
    public Reading udp(SocketSink sink) throws IOException {
        return both("udp", file -> udp.read(file, sink));
    }

    /** The file of IPv4 and, unless this kernel runs without IPv6, that of IPv6. */
    private Reading both(String name, TableReader reader) throws IOException {
        var v4 = read(net.resolve(name), reader);
        var v6File = net.resolve(name + "6");
        if (!Files.exists(v6File)) {
            return v4;
        }
        var v6 = read(v6File, reader);
        var problems = new ArrayList<>(v4.problems());
        problems.addAll(v6.problems());
        return new Reading(v4.rows() + v6.rows(), v4.bytes() + v6.bytes(), problems);
    }

    private static Reading read(Path file, TableReader reader) throws IOException {
        try (var stream = new FileInputStream(file.toFile())) {
            var table = reader.read(stream);
            var problems = table.firstOdd()
                    .map(first -> List.of("%s: %s; %d odd lines left out".formatted(file, first, table.oddLines())))
                    .orElse(List.of());
            return new Reading(table.rows(), table.bytes(), problems);
        } catch (MalformedFile e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }

    private interface TableReader {
        SocketTable.Reading read(FileInputStream file) throws IOException;
    }
}
