package dev.connstate.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.libc.testing.ScriptedLibc;
import dev.connstate.agent.kernel.libc.testing.ScriptedLibc.Answer;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.agent.kernel.testing.Golden;
import dev.connstate.agent.kernel.testing.KernelFolder;
import dev.connstate.agent.kernel.testing.KernelText;
import dev.connstate.agent.kernel.testing.RowText;
import dev.connstate.report.TcpState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelFoldersTest {
    private static final Set<String> NOT_PARSED = Set.of("CAPTURED.md", "expected.txt");
    private static final Set<String> OF_SS = Set.of("ss-tan.txt", "ss-lntm.txt");

    static Stream<KernelFolder> folders() {
        return KernelFolder.all();
    }

    static Stream<KernelFolder> foldersOfSs() {
        return folders().filter(folder -> folder.has("ss-tan.txt"));
    }

    static Stream<KernelFolder> foldersOfBothSources() {
        return folders().filter(folder -> folder.has("sockdiag-tcp.bin"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyFileIsParsedAsCommitted(KernelFolder folder) throws IOException {
        var text = folder.files().stream()
                .filter(Predicate.not(NOT_PARSED::contains))
                .filter(Predicate.not(OF_SS::contains))
                .map(file -> KernelText.of(folder, file))
                .collect(Collectors.joining("\n"));
        Golden.check(folder.file("expected.txt"), text);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aFolderSaysWhereItComesFrom(KernelFolder folder) {
        assertThat(folder.file("CAPTURED.md")).isNotEmptyFile();
    }

    @ParameterizedTest
    @MethodSource("foldersOfBothSources")
    void bothSourcesSeeTheSameSockets(KernelFolder folder) throws IOException {
        assertThat(connections(folder))
                .containsExactlyInAnyOrderElementsOf(table(folder, SocketTable.tcp(), "tcp").stream()
                        .filter(row -> !row.startsWith("LISTEN"))
                        .toList());
        assertThat(listeners(folder))
                .containsExactlyInAnyOrderElementsOf(table(folder, SocketTable.tcp(), "tcp").stream()
                        .filter(row -> row.startsWith("LISTEN"))
                        .toList());
        assertThat(datagrams(folder)).containsExactlyInAnyOrderElementsOf(table(folder, SocketTable.udp(), "udp"));
    }

    @ParameterizedTest
    @MethodSource("foldersOfSs")
    void ssCountsTheSameStates(KernelFolder folder) throws IOException {
        var ours = new ArrayList<>(connections(folder));
        ours.addAll(listeners(folder));
        assertThat(count(ours.stream().map(row -> row.split(" ")[0])))
                .isEqualTo(count(Files.readAllLines(folder.file("ss-tan.txt")).stream()
                        .skip(1)
                        .map(line -> stateOf(line.split(" ")[0]).name())));
    }

    @ParameterizedTest
    @MethodSource("foldersOfSs")
    void ssShowsTheSameAcceptQueuesAndDrops(KernelFolder folder) throws IOException {
        var ours = new ArrayList<String>();
        try (var diag = new SockDiag(replaying(folder, "sockdiag-listen.bin"))) {
            diag.listeners(row -> ours.add(
                    "%d %d %d %d".formatted(row.localPort(), row.receiveQueue(), row.queueLimit(), row.drops())));
        }
        var lines = Files.readAllLines(folder.file("ss-lntm.txt"));
        var theirs = new ArrayList<String>();
        for (int i = 1; i < lines.size(); i += 2) {
            var columns = lines.get(i).split("\\s+");
            theirs.add("%s %s %s %s"
                    .formatted(
                            columns[3].replaceFirst(".*:", ""),
                            columns[1],
                            columns[2],
                            lines.get(i + 1).replaceFirst(".*,d(\\d+)\\).*", "$1")));
        }
        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    }

    private static List<String> connections(KernelFolder folder) throws IOException {
        var rows = new ArrayList<String>();
        try (var diag = new SockDiag(replaying(folder, "sockdiag-tcp.bin"))) {
            diag.connections(row -> rows.add(RowText.ends(row)));
        }
        return rows;
    }

    private static List<String> listeners(KernelFolder folder) throws IOException {
        var rows = new ArrayList<String>();
        try (var diag = new SockDiag(replaying(folder, "sockdiag-listen.bin"))) {
            diag.listeners(row -> rows.add(RowText.ends(row)));
        }
        return rows;
    }

    private static List<String> datagrams(KernelFolder folder) throws IOException {
        var rows = new ArrayList<String>();
        try (var diag = new SockDiag(replaying(folder, "sockdiag-udp.bin"))) {
            diag.udp(row -> rows.add(RowText.ends(row)));
        }
        return rows;
    }

    private static List<String> table(KernelFolder folder, SocketTable table, String name) throws IOException {
        var rows = new ArrayList<String>();
        for (var file : List.of(name, name + "6")) {
            table.read(new ByteArrayInputStream(folder.bytes("proc/net/" + file)), row -> rows.add(RowText.ends(row)));
        }
        return rows;
    }

    private static ScriptedLibc replaying(KernelFolder folder, String file) {
        var libc = new ScriptedLibc();
        folder.answers(file).forEach(answer -> libc.conversation(new Answer.Bytes(answer)));
        return libc;
    }

    private static Map<String, Long> count(Stream<String> states) {
        return states.collect(Collectors.groupingBy(state -> state, TreeMap::new, Collectors.counting()));
    }

    /** ss has names of its own. */
    private static TcpState stateOf(String name) {
        return switch (name) {
            case "ESTAB" -> TcpState.ESTABLISHED;
            case "UNCONN" -> TcpState.CLOSE;
            default -> TcpState.valueOf(name.replace('-', '_').replace("WAIT_", "WAIT"));
        };
    }
}
