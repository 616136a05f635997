package dev.connstate.crds.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

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
        try (var lines = Files.lines(auditLog)) {
            return lines.map(Request::event)
                    .filter(event -> event.at("/user/username").asText().equals(user))
                    .map(Request::of)
                    .collect(Collectors.toSet());
        }
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

    private static Request of(JsonNode event) {
        var object = event.path("objectRef");
        return new Request(
                event.path("verb").asText(),
                object.isMissingNode()
                        ? event.path("requestURI").asText()
                        : name(
                                object.path("resource").asText(),
                                object.path("apiGroup").asText(),
                                object.path("subresource").asText()),
                object.path("namespace").asText(),
                event.at("/responseStatus/code").asInt() == HttpURLConnection.HTTP_FORBIDDEN);
    }

    private static String name(String resource, String group, String subresource) {
        return resource + (group.isEmpty() ? "" : "." + group) + (subresource.isEmpty() ? "" : "/" + subresource);
    }
}
