package dev.connstate.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The names of the pods of one node.
 *
 * @param version equal for equal names whoever gives them, so that every replica of an operator, and one that was
 *     restarted, knows what an agent has
 */
public record PodNames(String version, List<NamedPod> pods) {
    public static final PodNames NONE = new PodNames("", List.of());

    public PodNames {
        pods = List.copyOf(pods);
    }

    /** With the version that these names have, in whatever order. */
    public static PodNames of(List<NamedPod> pods) {
        var sorted = pods.stream().sorted(Comparator.comparing(NamedPod::uid)).toList();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var pod : sorted) {
                update(digest, pod.uid());
                update(digest, pod.namespace());
                update(digest, pod.name());
                update(digest, pod.workload().map(Workload::kind).orElse(""));
                update(digest, pod.workload().map(Workload::name).orElse(""));
            }
            return new PodNames(HexFormat.of().formatHex(digest.digest(), 0, 16), sorted);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
