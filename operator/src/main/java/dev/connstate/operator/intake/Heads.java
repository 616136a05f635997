package dev.connstate.operator.intake;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What the head of a request says. */
final class Heads {
    private static final String BEARER = "Bearer ";

    private Heads() {}

    /** @return the token of a request that deserves to be read */
    static String check(HttpServerRequest request, int largestBody) throws RefusedException {
        if (!Desk.PATH.equals(request.path())) {
            throw new RefusedException(Refusal.NOT_FOUND, "reports go to " + Desk.PATH);
        }
        if (!HttpMethod.POST.equals(request.method())) {
            throw new RefusedException(Refusal.METHOD, "a report is a POST");
        }
        var token = header(request, "Authorization")
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip())
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new RefusedException(
                        Refusal.NO_TOKEN, "there is no token: send a ServiceAccount's as 'Authorization: Bearer …'"));
        var type = header(request, "Content-Type").orElse("");
        if (!type.equals("application/x-protobuf")) {
            throw new RefusedException(Refusal.MEDIA_TYPE, "a report is application/x-protobuf");
        }
        var encoding = header(request, "Content-Encoding").orElse("identity");
        if (!encoding.equals("gzip") && !encoding.equals("identity")) {
            throw new RefusedException(Refusal.MEDIA_TYPE, "a report is sent as it is, or as gzip");
        }
        if (header(request, "Content-Length")
                .filter(length -> isOver(length, largestBody))
                .isPresent()) {
            throw Body.tooLarge(largestBody);
        }
        return token;
    }

    static boolean isGzip(HttpServerRequest request) {
        return header(request, "Content-Encoding").filter("gzip"::equals).isPresent();
    }

    static String knownNames(HttpServerRequest request) {
        return header(request, "Connstate-Pod-Names").orElse("");
    }

    private static boolean isOver(String length, int largest) {
        return !length.matches("[0-9]{1,9}") || Integer.parseInt(length) > largest;
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
