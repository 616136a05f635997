package dev.connstate.charts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connstate.crds.testing.Tools;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What kinds look like, as kubeconform wants it: a JSON schema for each kind, that refuses unknown fields. Made of a
 * version's OpenAPI document, and of the definitions of custom resources.
 */
record Schemas(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final String REFERENCE = "#/definitions/";
    private static final String KINDS = "x-kubernetes-group-version-kind";

    /** By version: 1.36.1. */
    static Map<String, Schemas> of(Set<String> kinds) throws IOException {
        var got = Tools.folder("schemas/get");
        var all = new TreeMap<String, Schemas>();
        try (var versions = Files.list(got.resolve("kubernetes"))) {
            for (var version : versions.toList()) {
                var name = version.getFileName().toString();
                var schemas = new Schemas(Files.createDirectories(Path.of("target", "schemas", name)));
                schemas.write(JSON.readValue(version.resolve("swagger.json").toFile(), MAP), kinds);
                schemas.writeDefined(got.resolve("crds"));
                schemas.writeDefined(Helm.CHART.resolve("files/crds"));
                all.put(name, schemas);
            }
        }
        return all;
    }

    /** Where one is, in kubeconform's words. */
    String location() {
        return folder + "/{{.ResourceKind}}{{.KindSuffix}}.json";
    }

    private void write(Map<String, Object> openApi, Set<String> kinds) throws IOException {
        var definitions = map(openApi.get("definitions"));
        for (var definition : definitions.values()) {
            if (map(definition).get(KINDS) instanceof List<?> names
                    && names.size() == 1
                    && kinds.contains(map(names.getFirst()).get("kind"))) {
                var kind = map(names.getFirst());
                var used = new HashSet<String>();
                collect(definition, definitions, used);
                var schema = new LinkedHashMap<>(map(strict("", definition)));
                var needed = new TreeMap<String, Object>();
                used.forEach(name -> needed.put(name, strict(name, definitions.get(name))));
                schema.put("definitions", needed);
                write(kind.get("kind"), kind.get("group"), kind.get("version"), schema);
            }
        }
    }

    private void writeDefined(Path definitions) throws IOException {
        try (var files = Files.list(definitions)) {
            for (var file : files.toList()) {
                var spec = Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class)
                        .getSpec();
                for (var version : spec.getVersions()) {
                    var schema = JSON.convertValue(version.getSchema().getOpenAPIV3Schema(), MAP);
                    List.of("apiVersion", "kind", "metadata")
                            .forEach(every -> map(schema.get("properties")).putIfAbsent(every, Map.of()));
                    write(spec.getNames().getKind(), spec.getGroup(), version.getName(), strict("", schema));
                }
            }
        }
    }

    private void write(Object kind, Object group, Object version, Object schema) throws IOException {
        var front = group.toString().replaceFirst("\\..*", "");
        var name = "%s-%s%s.json".formatted(kind, front.isEmpty() ? "" : front + "-", version);
        JSON.writeValue(folder.resolve(name.toLowerCase(Locale.ROOT)).toFile(), schema);
    }

    private static void collect(Object value, Map<String, Object> definitions, Set<String> used) {
        switch (value) {
            case Map<?, ?> map
            when map.get("$ref") instanceof String reference -> {
                var name = reference.substring(REFERENCE.length());
                if (used.add(name)) {
                    collect(definitions.get(name), definitions, used);
                }
            }
            case Map<?, ?> map -> map.values().forEach(it -> collect(it, definitions, used));
            case List<?> list -> list.forEach(it -> collect(it, definitions, used));
            default -> {}
        }
    }

    /** Without what JSON Schema has no word for, and closed where fields are listed. */
    private static Object strict(String name, Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var schema = new LinkedHashMap<String, Object>();
                map.forEach((key, it) -> schema.put(key.toString(), strict("", it)));
                if ("int-or-string".equals(map.get("format")) || name.endsWith(".Quantity")) {
                    schema.put("type", List.of("string", "number"));
                }
                if (map.get("properties") instanceof Map<?, ?> && "object".equals(map.get("type"))) {
                    if (!Boolean.TRUE.equals(map.get("x-kubernetes-preserve-unknown-fields"))) {
                        schema.putIfAbsent("additionalProperties", false);
                    }
                }
                yield schema;
            }
            case List<?> list -> list.stream().map(it -> strict("", it)).toList();
            default -> value;
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
