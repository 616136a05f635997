package dev.connstate.cli.output;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Counters;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.Function;

/** Reads back what {@code connstate snapshot -o json} wrote, so that a real machine can become a test case. */
public final class Captures {
    private static final ObjectMapper READER = DiagnosisJson.configured(JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addDeserializer(Address.class, from(Address.class, node -> Address.parse(node.textValue())))
                    .addDeserializer(Instant.class, from(Instant.class, node -> Instant.parse(node.textValue())))
                    .addDeserializer(ConnectionCounts.class, from(ConnectionCounts.class, Captures::counts))
                    .addDeserializer(Counters.class, from(Counters.class, Captures::counters)))
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES));

    private Captures() {}

    public static NodeReport read(Path json) {
        try {
            return parse(Files.readString(json));
        } catch (IOException e) {
            throw new UncheckedIOException("not a snapshot: " + json, e);
        }
    }

    static NodeReport parse(String json) throws IOException {
        return read(json, Snapshot.class).report();
    }

    static <T> T read(String json, Class<T> type) throws IOException {
        return READER.readValue(json, type);
    }

    private static ConnectionCounts counts(JsonNode node) {
        return ConnectionCounts.of(TcpState.ALL.stream()
                .mapToLong(state -> node.required(state.name()).longValue())
                .toArray());
    }

    private static Counters counters(JsonNode node) {
        var names = new ArrayList<String>();
        var values = new ArrayList<Long>();
        node.properties().forEach(counter -> {
            names.add(counter.getKey());
            values.add(counter.getValue().bigIntegerValue().longValue());
        });
        return new Counters(names, values);
    }

    private static <T> StdDeserializer<T> from(Class<T> type, Function<JsonNode, T> read) {
        return new Reading<>(type, read);
    }

    private static final class Reading<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;

        private final transient Function<JsonNode, T> read;

        Reading(Class<T> type, Function<JsonNode, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return read.apply(json.readValueAsTree());
        }
    }
}
