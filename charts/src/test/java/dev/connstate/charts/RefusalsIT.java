package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads whose values are wrong. {@code -Dgolden.update=true} writes it anew. */
class RefusalsIT {
    static List<Case> cases() {
        return Case.all("refusals");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedWithASentence(Case one) throws IOException {
        var call = Helm.template(one.values());
        assertThat(call.exitCode()).isNotZero();
        var file = one.folder().resolve("error.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, call.err());
        }
        assertThat(file).hasContent(call.err());
    }
}
