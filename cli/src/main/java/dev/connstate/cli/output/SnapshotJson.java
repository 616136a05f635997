package dev.connstate.cli.output;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NodeReport;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A report as JSON and YAML: the records' own names, and here everything in which the two differ. What is not known is
 * null, never 0 and never left out.
 */
public final class SnapshotJson {
    private static final ObjectMapper JSON = configured(JsonMapper.builder());
    private static final ObjectMapper YAML = configured(yamlBuilder());

    private SnapshotJson() {}

    public static String json(NodeReport report) {
        return write(JSON, report) + "\n";
    }

    public static String yaml(NodeReport report) {
        return write(YAML, report);
    }

    private static String write(ObjectMapper mapper, NodeReport report) {
        try {
            return mapper.writeValueAsString(Snapshot.of(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that cannot be written", e);
        }
    }

    static YAMLMapper.Builder yamlBuilder() {
        return YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS);
    }

    static <M extends ObjectMapper> M configured(MapperBuilder<M, ?> builder) {
        return builder.addModule(new Jdk8Module())
                .addModule(new SimpleModule()
                        .addSerializer(new Times())
                        .addSerializer(new Counts())
                        .addSerializer(new Numbers()))
                .addMixIn(Address.class, AsText.class)
                .addMixIn(NamespaceKind.class, AsName.class)
                .addMixIn(SourceKind.class, AsName.class)
                .addMixIn(Timer.class, AsName.class)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** {@code Host}, {@code Netlink}. */
    @EnumNaming(EnumNamingStrategies.UpperCamelCaseStrategy.class)
    private interface AsName {}

    private interface AsText {
        @Override
        @JsonValue
        String toString();
    }

    private static final class Times extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1;

        Times() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Timestamps.millis(time));
        }
    }

    private static final class Counts extends StdSerializer<ConnectionCounts> {
        private static final long serialVersionUID = 1;

        Counts() {
            super(ConnectionCounts.class);
        }

        @Override
        public void serialize(ConnectionCounts counts, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            for (var state : TcpState.ALL) {
                json.writeNumberField(state.name(), counts.of(state));
            }
            json.writeEndObject();
        }
    }

    /** In the kernel's order, unsigned but for the one that the kernel itself shows as -1. */
    private static final class Numbers extends StdSerializer<Counters> {
        private static final long serialVersionUID = 1;

        Numbers() {
            super(Counters.class);
        }

        @Override
        public void serialize(Counters counters, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            for (var counter : counters.asMap().entrySet()) {
                json.writeFieldName(counter.getKey());
                if (counter.getValue() >= 0 || counter.getKey().equals("Tcp.MaxConn")) {
                    json.writeNumber(counter.getValue());
                } else {
                    json.writeNumber(new BigInteger(Long.toUnsignedString(counter.getValue())));
                }
            }
            json.writeEndObject();
        }
    }
}
