package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Counters;
import dev.connstate.report.TcpState;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * YAML to the report's records, by their components' names, so that a field that is added can be written at once. What is
 * not there is empty, 0 or unknown; a name that no component has is a mistake.
 */
final class Bind {
    private Bind() {}

    static <T> T to(Class<T> type, JsonNode node) {
        return type.cast(of(type, node));
    }

    private static Object of(Type type, JsonNode node) {
        boolean absent = node.isMissingNode() || node.isNull();
        return switch (type) {
            case ParameterizedType it
            when it.getRawType() == Optional.class ->
                absent ? Optional.empty() : Optional.of(of(it.getActualTypeArguments()[0], node));
            case ParameterizedType it when it.getRawType() == List.class -> list(it.getActualTypeArguments()[0], node);
            case ParameterizedType it when it.getRawType() == Map.class -> settings(node);
            case Class<?> it
            when it == OptionalLong.class -> absent ? OptionalLong.empty() : OptionalLong.of(number(node));
            case Class<?> it
            when it == OptionalInt.class -> absent ? OptionalInt.empty() : OptionalInt.of((int) number(node));
            case Class<?> it when it == long.class -> absent ? 0L : number(node);
            case Class<?> it when it == int.class -> absent ? 0 : (int) number(node);
            case Class<?> it when it == Integer.class -> (int) number(node);
            case Class<?> it when it == double.class -> node.asDouble();
            case Class<?> it when it == boolean.class -> node.asBoolean();
            case Class<?> it when it == String.class -> absent ? "" : node.asText();
            case Class<?> it when it == Instant.class -> Instant.parse(node.asText());
            case Class<?> it when it == Address.class -> Address.parse(node.asText());
            case Class<?> it when it == Counters.class -> counters(node);
            case Class<?> it when it == ConnectionCounts.class -> connections(node);
            case Class<?> it when it.isEnum() -> constant(it, node);
            case Class<?> it when node.isTextual() || node.isNumber() -> ShortForms.read(it, node.asText());
            case Class<?> it when it.isRecord() -> record(it, node);
            default -> throw new AssertionError("a report of %s is new here".formatted(type));
        };
    }

    private static Object record(Class<?> type, JsonNode node) {
        var components = type.getRecordComponents();
        var names = Arrays.stream(components).map(RecordComponent::getName).toList();
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new AssertionError("a %s has no %s but %s".formatted(type.getSimpleName(), name, names));
            }
        });
        var parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(component -> of(component.getGenericType(), node.path(component.getName())))
                .toArray();
        try {
            return type.getConstructor(parameters).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("%s of %s".formatted(type.getSimpleName(), node), e);
        }
    }

    private static List<?> list(Type member, JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .map(it -> of(member, it))
                .toList();
    }

    private static Map<String, String> settings(JsonNode node) {
        return node.properties().stream()
                .filter(setting -> !setting.getValue().isNull())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, setting -> setting.getValue().asText()));
    }

    private static Counters counters(JsonNode node) {
        var known = new LinkedHashMap<String, Long>();
        for (var counter : node.properties()) {
            if (!counter.getValue().isNull()) {
                known.put(counter.getKey(), number(counter.getValue()));
            }
        }
        return new Counters(List.copyOf(known.keySet()), List.copyOf(known.values()));
    }

    private static ConnectionCounts connections(JsonNode node) {
        var counts = new long[TcpState.ALL.size()];
        for (var state : node.properties()) {
            counts[TcpState.valueOf(state.getKey()).ordinal()] = number(state.getValue());
        }
        return ConnectionCounts.of(counts);
    }

    private static Object constant(Class<?> type, JsonNode node) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.toString().equals(node.asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s is '%s'".formatted(type.getSimpleName(), node.asText())));
    }

    private static long number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            throw new AssertionError("%s is not a whole number".formatted(node));
        }
        return node.longValue();
    }
}
