package dev.connstate.crds.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked of the API server.
 *
 * @param resource with its group and, after a slash, its subresource: {@code connectionalerts.connstate.dev/status}, {@code
 *     pods}; the path where it is none
 * @param namespace empty for the whole cluster
 */
public record Request(String verb, String resource, String namespace, boolean forbidden) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Set<Request> of(String user, Path auditLog) throws IOException {
        var written = Files.readString(auditLog);
        int whole = written.lastIndexOf('\n') + 1; // the rest is being written
        return written.substring(0, whole)
                .lines()
                .map(Request::event)
                .filter(event -> event.at("/user/username").asText().equals(user))
                .flatMap(Request::of)
                .collect(Collectors.toSet());
    }

    /** Whether somebody with this right, in the notation of RBAC, may do it. */
    public boolean isOf(String verb, String group, String resource) {
        var parts = resource.split("/", 2);
        return this.verb.equals(verb) && this.resource.equals(name(parts[0], group, parts.length == 1 ? "" : parts[1]));
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException("not a line of an audit log: " + line, e);
        }
    }

    /** A patch that made what it was to change took the right to create, too. */
    private static Stream<Request> of(JsonNode event) {
        int code = event.at("/responseStatus/code").asInt();
        var verb = event.path("verb").asText();
        return verb.equals("patch") && code == HttpURLConnection.HTTP_CREATED
                ? Stream.of(of(event, verb, code), of(event, "create", code))
                : Stream.of(of(event, verb, code));
    }

    private static Request of(JsonNode event, String verb, int code) {
        var object = event.path("objectRef");
        return new Request(
                verb,
                object.isMissingNode()
                        ? event.path("requestURI").asText()
                        : name(
                                object.path("resource").asText(),
                                object.path("apiGroup").asText(),
                                object.path("subresource").asText()),
                object.path("namespace").asText(),
                code == HttpURLConnection.HTTP_FORBIDDEN);
    }

    private static String name(String resource, String group, String subresource) {
        return resource + (group.isEmpty() ? "" : "." + group) + (subresource.isEmpty() ? "" : "/" + subresource);
    }
}
