package dev.connstate.agent.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PageWriterTest {
    @Test
    void aCharacterOfTwoHalvesMayComeInTwo() throws IOException {
        assertThat(written("pöd \uD83D\uDC27")).isEqualTo("pöd \uD83D\uDC27".getBytes(UTF_8));
    }

    @Property(tries = 100)
    void anyTextIsWrittenAsJavaWouldWriteIt(@ForAll @StringLength(max = 20_000) String text) throws IOException {
        assertThat(written(text)).isEqualTo(text.getBytes(UTF_8));
    }

    /** A part of it at once, the rest one by one. */
    private static byte[] written(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var page = new PageWriter(bytes)) {
            int middle = text.length() / 2;
            page.write(text, 0, middle);
            for (char each : text.substring(middle).toCharArray()) {
                page.write(each);
            }
        }
        return bytes.toByteArray();
    }
}
