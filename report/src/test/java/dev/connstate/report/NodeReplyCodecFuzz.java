package dev.connstate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class NodeReplyCodecFuzz {
    static Stream<byte[]> replies() {
        var pod = new NamedPod("0a1b", "shop", "checkout-1", Optional.of(new Workload("Deployment", "checkout")));
        return Stream.of(
                        new NodeReply(Duration.ofSeconds(15), Optional.empty(), Optional.empty()),
                        new NodeReply(
                                Duration.ofSeconds(1),
                                Optional.of(Duration.ofSeconds(350)),
                                Optional.of(PodNames.of(List.of(pod)))))
                .map(NodeReplyCodec::encode);
    }

    /** Bytes are refused with the one exception, or they are a reply that comes back from its own bytes. */
    @MethodSource("replies")
    @FuzzTest(maxDuration = "10s")
    void refusesOrUnderstands(byte[] bytes) throws MalformedReplyException {
        NodeReply reply;
        try {
            reply = NodeReplyCodec.decode(bytes);
        } catch (MalformedReplyException _) {
            return;
        }
        assertThat(NodeReplyCodec.decode(NodeReplyCodec.encode(reply))).isEqualTo(reply);
    }
}
