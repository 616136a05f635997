package dev.connstate.bench.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Objects put straight into the store of the API server, which takes them for its own: 30,000 pods in seconds, where
 * making each, and then its status, takes the API server minutes.
 */
final class Etcd implements AutoCloseable {
    private static final int PUTS_OF_ONE = 100; // it takes up to 128

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI txn;
    private final URI range;
    private final List<Map<String, Object>> puts = new ArrayList<>();

    Etcd(String url) {
        range = URI.create(url + "/v3/kv/range");
        txn = URI.create(url + "/v3/kv/txn");
    }

    /** @param key below {@code /registry}: {@code pods/NAMESPACE/NAME} */
    void put(String key, HasMetadata object) throws IOException, InterruptedException {
        puts.add(Map.of(
                "requestPut",
                Map.of("key", base64("/registry/" + key), "value", base64(Serialization.asJson(object)))));
        if (puts.size() == PUTS_OF_ONE) {
            flush();
        }
    }

    private void flush() throws IOException, InterruptedException {
        var body = Serialization.asJson(Map.of("success", puts));
        var answer = client.send(
                HttpRequest.newBuilder(txn).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("etcd answers %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        puts.clear();
    }

    /** How often what is below a key was written since it was made: {@code connstate.dev/}. */
    long writes(String below) throws IOException, InterruptedException {
        var from = "/registry/" + below;
        var to = from.substring(0, from.length() - 1) + (char) (from.charAt(from.length() - 1) + 1);
        var body = Serialization.asJson(Map.of("key", base64(from), "range_end", base64(to), "keys_only", true));
        var answer = client.send(
                HttpRequest.newBuilder(range)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        long writes = 0;
        for (var key : new ObjectMapper().readTree(answer.body()).path("kvs")) {
            writes += key.path("version").asLong();
        }
        return writes;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** What was put is there then. */
    @Override
    public void close() throws IOException {
        try {
            if (!puts.isEmpty()) {
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }
}
