package dev.connstate.operator;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks from outside whether an operator does its work: every replica is ready, one decides, and agents report.
 *
 * @param url of {@code /readyz} and {@code /metrics}; each address of its host is a replica
 */
record Check(URI url) {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(connstate_\\w+) (\\S+)$");

    /** What is not well, a sentence each, when that has not changed after {@code patience}. */
    List<String> troubles(Duration patience) throws InterruptedException {
        var end = Instant.now().plus(patience);
        while (true) {
            var troubles = troubles();
            if (troubles.isEmpty() || Instant.now().isAfter(end)) {
                return troubles;
            }
            Thread.sleep(PAUSE);
        }
    }

    private List<String> troubles() throws InterruptedException {
        var troubles = new ArrayList<String>();
        double leaders = 0;
        double nodes = 0;
        double stale = 0;
        try (var client = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            for (var address : InetAddress.getAllByName(url.getHost())) {
                get(client, address, "/readyz");
                var samples = SAMPLE.matcher(get(client, address, "/metrics"))
                        .results()
                        .collect(Collectors.toMap(it -> it.group(1), Check::number, (one, _) -> one));
                leaders += samples.getOrDefault("connstate_operator_leads", 0.0);
                nodes = Math.max(nodes, samples.getOrDefault("connstate_fleet_nodes", 0.0));
                stale = Math.max(stale, samples.getOrDefault("connstate_fleet_nodes_stale", 0.0));
            }
        } catch (UnknownHostException e) {
            return List.of("%s has no address: no replica of the operator is ready".formatted(url.getHost()));
        } catch (IOException e) {
            return List.of(e.getMessage());
        }
        if (leaders != 1) {
            troubles.add("%.0f replicas of the operator decide; it should be one".formatted(leaders));
        }
        if (nodes == 0) {
            troubles.add("no agent has reported yet: see the logs of the agents' pods");
        } else if (stale > 0) {
            troubles.add("%.0f of %.0f nodes have not reported for a while".formatted(stale, nodes));
        }
        return troubles;
    }

    private String get(HttpClient client, InetAddress address, String path) throws IOException, InterruptedException {
        var host = address.getHostAddress();
        var page = URI.create("%s://%s:%d%s"
                .formatted(url.getScheme(), host.contains(":") ? "[" + host + "]" : host, url.getPort(), path));
        try {
            var response =
                    client.send(HttpRequest.newBuilder(page).timeout(ANSWER).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("%s answers %d: %s"
                        .formatted(page, response.statusCode(), response.body().strip()));
            }
            return response.body();
        } catch (ConnectException e) { // the JDK's has no message
            throw new IOException("nothing takes connections at " + page, e);
        }
    }

    private static double number(MatchResult sample) {
        return Double.parseDouble(sample.group(2));
    }
}
