package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.cli.output.OutputFormat;
import dev.connstate.cli.output.SnapshotSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotCommandTest {
    @ParameterizedTest
    @EnumSource
    void printsOneLookInEachForm(OutputFormat format) {
        var ended = Invocation.of("snapshot -o " + format.name().toLowerCase(Locale.ROOT));
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo(format.render(Invocation.REPORT));
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aTableIsTheDefaultAndTheAgentIsClosed() {
        var closed = new AtomicInteger();
        var ended = Invocation.of("snapshot", settings -> new Invocation.Fixed() {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
        assertThat(ended.out()).isEqualTo(OutputFormat.TABLE.render(Invocation.REPORT));
        assertThat(closed).hasValue(1);
    }

    /** With the rights that the test happens to have: there is always something to see, and it keeps the contract. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "proc"})
    void thisMachineKeepsTheContract(String source) throws IOException {
        var ended = Invocation.of("snapshot -o json --source " + source, Lookout::agent);
        assertThat(ended.code()).isZero();
        assertThat(SnapshotSchema.json(ended.out())).isEmpty();
        assertThat(ended.out()).contains("\"Tcp.ActiveOpens\" : ", "\"ESTABLISHED\" : ");
    }

    @Test
    void aReaderThatWentAwayIsNoError() {
        var ended = Invocation.of("snapshot", settings -> new Invocation.Fixed(), failing("Broken pipe"));
        assertThat(ended).isEqualTo(new Invocation(0, "", ""));
    }

    @Test
    void aFullDiskIsOne() {
        var ended = Invocation.of("snapshot", settings -> new Invocation.Fixed(), failing("No space left on device"));
        assertThat(ended)
                .isEqualTo(
                        new Invocation(1, "", "connstate: the output could not be written: No space left on device\n"));
    }

    static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
