package dev.connstate.cli.output;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.util.List;

/** The published contract of {@code diagnose}. */
public final class DiagnosisSchema {
    private DiagnosisSchema() {}

    /** What the schema has against a text; nothing when all is well. */
    public static List<String> json(String text) throws IOException {
        return SnapshotSchema.complaints("diagnosis", text, InputFormat.JSON);
    }

    public static List<String> yaml(String text) throws IOException {
        return SnapshotSchema.complaints("diagnosis", text, InputFormat.YAML);
    }
}
