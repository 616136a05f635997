package dev.connstate.bench;

import dev.connstate.agent.Agent;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * The namespaces of the processes that the arguments name, looked at and diagnosed as {@code connstate diagnose} does.
 * Reads until it is warm. Then a line with a number K on standard input is answered, after K looks, by how many
 * ESTABLISHED sockets the last saw, and a line {@code diagnose}, after those K looks were given to a diagnosis, by how
 * many they were. The price is taken by {@code bench/run}, from the clock of this process.
 */
public final class DiagnosisBench {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Agent agent;
    private final Queue<NodeReport> looks = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private Optional<Diagnosis> diagnosis = Optional.empty();

    private DiagnosisBench(Agent agent) {
        this.agent = agent;
    }

    public static void main(String[] pids) throws IOException {
        var defaults = AgentSettings.DEFAULTS;
        var holders = Arrays.stream(pids).map(Integer::valueOf).collect(Collectors.toSet());
        var settings = new AgentSettings(
                Path.of("/proc"),
                defaults.mounts(),
                defaults.source(),
                new Selection(Selection.ALL.namespaces(), holders),
                Duration.ZERO,
                defaults.top());
        try (var agent = Agent.start(settings)) {
            var bench = new DiagnosisBench(agent);
            ReadBench.warm(() -> {
                long established = bench.look();
                bench.diagnose();
                return established;
            });
            bench.serve();
        }
    }

    private void serve() throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(line.equals("diagnose") ? diagnose() : look(Integer.parseInt(line)));
        }
    }

    private long look(int times) {
        long established = 0;
        looks.clear();
        for (int i = 0; i < times; i++) {
            established = look();
        }
        System.gc(); // the garbage of looks belongs to looks
        return established;
    }

    /** Taken one after the other, and dated as if the interval lay between them. */
    private long look() {
        var report = agent.observe();
        now = now.plus(INTERVAL);
        looks.add(new NodeReport(
                report.node(), now, report.host(), report.namespaces(), report.problems(), report.cost()));
        return report.namespaces().stream()
                .flatMap(namespace -> namespace.connections().stream())
                .mapToLong(counts -> counts.of(TcpState.ESTABLISHED))
                .sum();
    }

    private int diagnose() {
        int given = looks.size();
        while (!looks.isEmpty()) {
            var report = looks.remove();
            diagnosis = Optional.of(diagnosis
                    .map(before -> before.after(report))
                    .orElseGet(() -> Diagnosis.of(Pace.at(INTERVAL), report)));
        }
        return given;
    }
}
