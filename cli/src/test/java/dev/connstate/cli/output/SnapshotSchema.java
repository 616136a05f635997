package dev.connstate.cli.output;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published contract. */
public final class SnapshotSchema {
    private SnapshotSchema() {}

    /** What the schema has against a text; nothing when all is well. */
    public static List<String> json(String text) throws IOException {
        return complaints("snapshot", text, InputFormat.JSON);
    }

    public static List<String> yaml(String text) throws IOException {
        return complaints("snapshot", text, InputFormat.YAML);
    }

    static List<String> complaints(String contract, String text, InputFormat format) throws IOException {
        return schema(contract).validate(text, format).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonSchema schema(String contract) throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs", contract + ".schema.json")), InputFormat.JSON);
    }
}
