package dev.connstate.operator.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a ServiceAccount's token says of itself, which is true only once the API server has said so. What cannot be good
 * is refused by it without asking.
 *
 * @param expiry when it ends
 */
record Claims(Set<String> audiences, Instant expiry) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty for what is no token with a time to live. */
    static Optional<Claims> of(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var payload = JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            if (!payload.path("exp").canConvertToLong()
                    || Math.abs(payload.path("exp").asLong()) > 1L << 40) {
                return Optional.empty();
            }
            return Optional.of(new Claims(
                    audiences(payload.path("aud")),
                    Instant.ofEpochSecond(payload.path("exp").asLong())));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One, or a list of them. */
    private static Set<String> audiences(JsonNode aud) {
        var audiences = new TreeSet<String>();
        if (aud.isTextual()) {
            audiences.add(aud.textValue());
        }
        aud.forEach(audience -> audiences.add(audience.asText()));
        return audiences;
    }
}
