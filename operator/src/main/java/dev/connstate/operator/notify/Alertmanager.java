package dev.connstate.operator.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connstate.operator.notify.Outbox.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One replica of Alertmanager, by its API v2. A cluster of them wants each told: it is they who leave out doubles. */
public final class Alertmanager implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;
    private final String generator;

    /**
     * @param url its base, {@code http://alertmanager-0.monitoring:9093}
     * @param generator a link to where the alert comes from, or empty
     */
    public Alertmanager(URI url, String generator) {
        this.url = URI.create(url.toString().replaceFirst("/+$", "") + "/api/v2/alerts");
        this.generator = generator;
    }

    public URI url() {
        return url;
    }

    /** @throws IOException with a sentence, when it could not be told or did not understand */
    public void tell(List<Message> messages) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(messages)))
                .build();
        var response = answer(request);
        if (response.statusCode() != 200) {
            throw new IOException("Alertmanager at %s answered %d: %s"
                    .formatted(url, response.statusCode(), response.body().strip()));
        }
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException("nothing takes connections there", e); // the JDK's has no message
        }
    }

    private String body(List<Message> messages) throws JsonProcessingException {
        return JSON.writeValueAsString(messages.stream().map(this::body).toList());
    }

    private Map<String, Object> body(Message message) {
        var alert = new LinkedHashMap<String, Object>();
        alert.put("labels", message.notice().labels());
        alert.put("annotations", message.notice().annotations());
        alert.put("startsAt", message.notice().startsAt().toString());
        alert.put("endsAt", message.endsAt().toString());
        if (!generator.isEmpty()) {
            alert.put("generatorURL", generator);
        }
        return alert;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
