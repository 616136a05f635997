package dev.connstate.agent.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/** One address of the operator, asked over TLS. The certificate must be that of the operator's name, not the address. */
final class Replica implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int LARGEST_REPLY = 4 << 20;

    private final DeliverySettings settings;
    private final URI uri;
    private final Supplier<String> knownNames;
    private Optional<Trust> trust = Optional.empty();
    private Optional<HttpClient> client = Optional.empty();

    /** @param knownNames the version of the pods' names that this agent has */
    Replica(DeliverySettings settings, InetAddress address, Supplier<String> knownNames) {
        this.settings = settings;
        this.uri = URI.create("https://%s:%d/v1alpha1/report".formatted(literal(address), settings.port()));
        this.knownNames = knownNames;
    }

    Answer send(Parcel parcel) throws InterruptedException {
        try {
            var answer = client().sendAsync(
                            request(parcel), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_REPLY));
            try {
                // The request's own timeout ends with the head of the answer.
                return Responses.answer(answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
            } finally {
                answer.cancel(true);
            }
        } catch (ExecutionException e) {
            return Failures.answer(e.getCause());
        } catch (TimeoutException | IOException | RuntimeException e) {
            return Failures.answer(e);
        }
    }

    private HttpRequest request(Parcel parcel) throws IOException {
        return HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "gzip")
                .header("Connstate-Pod-Names", knownNames.get())
                .POST(BodyPublishers.ofByteArray(parcel.gzip()))
                .build();
    }

    private String token() throws IOException {
        var token = Files.readString(settings.tokenFile(), UTF_8).strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException("%s has no token in it".formatted(settings.tokenFile()));
        }
        return token;
    }

    private HttpClient client() throws IOException {
        var fresh = Trust.read(settings.caFile(), trust);
        if (client.isEmpty() || fresh != trust.orElseThrow()) {
            close();
            client = Optional.of(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1) // one request at a time, and less memory than 2
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .sslContext(fresh.context())
                    .sslParameters(parameters())
                    .build());
            trust = Optional.of(fresh);
        }
        return client.get();
    }

    /** For a URI with an address the client sends, and checks the certificate for, the name given here. */
    private SSLParameters parameters() {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        boolean named = !settings.host().contains(":") && !settings.host().matches("[0-9.]+");
        if (named) {
            parameters.setServerNames(List.of(new SNIHostName(settings.host())));
        }
        return parameters;
    }

    private static String literal(InetAddress address) {
        var text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text.replace("%", "%25") + "]" : text;
    }

    @Override
    public void close() {
        client.ifPresent(HttpClient::shutdownNow);
        client = Optional.empty();
    }
}
