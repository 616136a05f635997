package dev.connstate.bench;

import dev.connstate.agent.AgentSettings;
import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.NodeReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The namespaces of the processes that the arguments name, looked at and diagnosed as {@code connstate diagnose} does:
 * a {@link Conversation}, in which a line {@code diagnose} is answered, after the looks of the last answer were given
 * to a diagnosis, by how many they were.
 */
public final class DiagnosisBench {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Looker looker;
    private final Queue<NodeReport> looks = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private Optional<Diagnosis> diagnosis = Optional.empty();

    private DiagnosisBench(Looker looker) {
        this.looker = looker;
    }

    public static void main(String[] arguments) throws IOException {
        var pids = Arrays.stream(arguments).map(Integer::valueOf).toList();
        try (var looker = new Looker(AgentSettings.DEFAULTS.source(), Duration.ZERO, pids)) {
            var bench = new DiagnosisBench(looker);
            Conversation.warm(() -> {
                var seen = bench.look();
                bench.diagnose();
                return seen;
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

    private String look(int times) throws IOException {
        looks.clear();
        var seen = Conversation.answer(this::look, times);
        System.gc(); // the garbage of looks belongs to looks
        return seen;
    }

    /** Taken one after the other, and dated as if the interval lay between them. */
    private List<ConnectionCounts> look() {
        var seen = looker.read();
        var report = looker.last();
        now = now.plus(INTERVAL);
        looks.add(new NodeReport(
                report.node(), now, report.host(), report.namespaces(), report.problems(), report.cost()));
        return seen;
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
