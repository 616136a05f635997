package dev.connstate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connstate.report.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NodeReplyCodecTest {
    private static final NamedPod SHOP =
            new NamedPod("0a1b", "shop", "checkout-1", Optional.of(new Workload("Deployment", "checkout")));
    private static final NamedPod LONE = new NamedPod("0c2d", "shop", "lone", Optional.empty());

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyReplyComesBack(@ForAll("replies") NodeReply reply) throws MalformedReplyException {
        assertThat(NodeReplyCodec.decode(NodeReplyCodec.encode(reply))).isEqualTo(reply);
    }

    @Provide
    Arbitrary<NodeReply> replies() {
        return ReportArbitraries.replies();
    }

    @Test
    void whatIsNoReplyIsRefused() {
        assertRefused("<html>".getBytes(StandardCharsets.US_ASCII), "the bytes are no protobuf message");
        assertRefused(new byte[0], "an interval is up to an hour, not PT0S");
        assertRefused(
                Wire.NodeReply.newBuilder()
                        .setIntervalMillis(Long.MAX_VALUE)
                        .build()
                        .toByteArray(),
                "an interval is up to an hour, not PT2562047788015H12M55.807S");
        assertRefused(
                Wire.NodeReply.newBuilder()
                        .setIntervalMillis(1)
                        .setIdleAfterMillis(0)
                        .build()
                        .toByteArray(),
                "an idle limit is more than 0, not PT0S");
    }

    @Test
    void theVersionOfNamesIsThatOfTheirContent() {
        var names = PodNames.of(List.of(SHOP, LONE));
        assertThat(PodNames.of(List.of(LONE, SHOP))).isEqualTo(names);
        assertThat(List.of(
                        PodNames.of(List.of()).version(),
                        PodNames.of(List.of(SHOP)).version(),
                        PodNames.of(List.of(LONE)).version(),
                        // The same letters, divided otherwise.
                        PodNames.of(List.of(new NamedPod("0c2d", "shoplone", "", Optional.empty())))
                                .version(),
                        names.version()))
                .doesNotHaveDuplicates();
    }

    @Test
    void namesThatTheAgentHasAreLeftOut() {
        var names = PodNames.of(List.of(SHOP));
        var reply = new NodeReply(Duration.ofSeconds(15), Optional.empty(), Optional.of(names));
        assertThat(reply.since(names.version()).pods()).isEmpty();
        assertThat(reply.since(PodNames.NONE.version())).isEqualTo(reply);
    }

    private static void assertRefused(byte[] bytes, String sentence) {
        assertThatExceptionOfType(MalformedReplyException.class)
                .isThrownBy(() -> NodeReplyCodec.decode(bytes))
                .withMessage("not a reply to a report: " + sentence);
    }
}
