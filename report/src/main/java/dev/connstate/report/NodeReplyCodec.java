package dev.connstate.report;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.connstate.report.wire.Wire;
import java.time.Duration;
import java.util.Optional;

/** A reply as the bytes of {@code node_report.proto}, and back. */
public final class NodeReplyCodec {
    private NodeReplyCodec() {}

    /** Equal replies give equal bytes. */
    public static byte[] encode(NodeReply reply) {
        var wire =
                Wire.NodeReply.newBuilder().setIntervalMillis(reply.interval().toMillis());
        reply.idleAfter().map(Duration::toMillis).ifPresent(wire::setIdleAfterMillis);
        reply.pods().map(NodeReplyCodec::names).ifPresent(wire::setPods);
        return wire.build().toByteArray();
    }

    /**
     * The reply an operator sent. What a newer one says in fields this version does not know is passed over.
     *
     * @throws MalformedReplyException if the bytes are no protobuf message, or one that is no sound reply
     */
    public static NodeReply decode(byte[] bytes) throws MalformedReplyException {
        try {
            var wire = Wire.NodeReply.parseFrom(bytes);
            return new NodeReply(
                    Duration.ofMillis(wire.getIntervalMillis()),
                    wire.hasIdleAfterMillis()
                            ? Optional.of(Duration.ofMillis(wire.getIdleAfterMillis()))
                            : Optional.empty(),
                    wire.hasPods() ? Optional.of(names(wire.getPods())) : Optional.empty());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedReplyException("not a reply to a report: the bytes are no protobuf message", e);
        } catch (IllegalArgumentException e) {
            throw new MalformedReplyException("not a reply to a report: " + e.getMessage(), e);
        }
    }

    private static Wire.PodNames names(PodNames names) {
        var wire = Wire.PodNames.newBuilder().setVersion(names.version());
        names.pods().forEach(pod -> wire.addPods(pod(pod)));
        return wire.build();
    }

    private static Wire.NamedPod pod(NamedPod pod) {
        var wire = Wire.NamedPod.newBuilder()
                .setUid(pod.uid())
                .setNamespace(pod.namespace())
                .setName(pod.name());
        pod.workload()
                .map(workload ->
                        Wire.Workload.newBuilder().setKind(workload.kind()).setName(workload.name()))
                .ifPresent(wire::setWorkload);
        return wire.build();
    }

    private static PodNames names(Wire.PodNames wire) {
        return new PodNames(
                wire.getVersion(),
                wire.getPodsList().stream().map(NodeReplyCodec::pod).toList());
    }

    private static NamedPod pod(Wire.NamedPod wire) {
        return new NamedPod(
                wire.getUid(),
                wire.getNamespace(),
                wire.getName(),
                wire.hasWorkload()
                        ? Optional.of(new Workload(
                                wire.getWorkload().getKind(), wire.getWorkload().getName()))
                        : Optional.empty());
    }
}
