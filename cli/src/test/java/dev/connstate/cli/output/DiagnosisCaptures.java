package dev.connstate.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads back what {@code connstate diagnose -o json} wrote, so that a real machine's findings can become a test case. */
public final class DiagnosisCaptures {
    private DiagnosisCaptures() {}

    public static Diagnosed read(Path json) {
        try {
            return parse(Files.readString(json));
        } catch (IOException e) {
            throw new UncheckedIOException("not a diagnosis: " + json, e);
        }
    }

    static Diagnosed parse(String json) throws IOException {
        return Captures.read(json, DiagnosisJson.Document.class).diagnosed();
    }
}
