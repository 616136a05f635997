package dev.connstate.agent.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connstate.report.MalformedReplyException;
import dev.connstate.report.NodeReplyCodec;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;

/** What the operator's answers mean. */
final class Responses {
    private static final int LONGEST_SENTENCE = 300;

    private Responses() {}

    static Answer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        var kind = Integer.toString(status);
        return switch (status) {
            case 200 -> reply(response.body());
            case 301, 302, 303, 307, 308 ->
                new Answer.Refused(kind, "it redirects elsewhere, and a token is not carried there");
            case 408, 429 -> deferred(kind, response);
            default -> status >= 500 ? deferred(kind, response) : new Answer.Refused(kind, sentence(response));
        };
    }

    private static Answer reply(byte[] body) {
        try {
            return new Answer.Accepted(NodeReplyCodec.decode(body));
        } catch (MalformedReplyException e) {
            return new Answer.Deferred(
                    "reply", "what answers there is no operator: " + e.getMessage(), Optional.empty());
        }
    }

    private static Answer deferred(String kind, HttpResponse<byte[]> response) {
        var after = response.headers()
                .firstValue("Retry-After")
                .flatMap(header -> Backoff.retryAfter(header, Instant.now()));
        return new Answer.Deferred(kind, sentence(response), after);
    }

    private static String sentence(HttpResponse<byte[]> response) {
        var text = new String(response.body(), UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        var shortened = text.length() > LONGEST_SENTENCE ? text.substring(0, LONGEST_SENTENCE) + "…" : text;
        return "%d %s".formatted(response.statusCode(), shortened).strip();
    }
}
