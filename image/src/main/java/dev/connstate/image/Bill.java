package dev.connstate.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The bill of materials of an image, CycloneDX: what Maven knows of its libraries, and what it does not know. */
record Bill(ObjectNode document) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String JAVA_LICENSE = "GPL-2.0-with-classpath-exception";
    private static final String GLIBC_LICENSE = "LGPL-2.1-or-later";

    static Bill of(Path libraries, JavaRuntime java, List<String> modules, CLibrary libc) throws IOException {
        var document = (ObjectNode) JSON.readTree(Files.readString(libraries));
        var components = document.withArray("components");
        components.add(component("platform", "java", java.version(), JAVA_LICENSE)
                .put("description", "Modules: " + String.join(", ", modules)));
        components.add(component("library", "glibc", libc.version(), GLIBC_LICENSE));
        return new Bill(document);
    }

    String text() throws JsonProcessingException {
        return JSON.writeValueAsString(document) + "\n";
    }

    private static ObjectNode component(String type, String name, String version, String license) {
        var component = JSON.createObjectNode()
                .put("type", type)
                .put("bom-ref", "%s@%s".formatted(name, version))
                .put("name", name)
                .put("version", version);
        component.withArray("licenses").addObject().putObject("license").put("id", license);
        return component;
    }
}
