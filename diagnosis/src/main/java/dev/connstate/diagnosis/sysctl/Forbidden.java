package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What no advice may say, for the tests of every rule. Written apart from {@link Tuning} and mostly apart from the
 * table, so that each can prove the other.
 */
public final class Forbidden {
    private static final int RFC_5382_SECONDS = 7440;

    /** The advice must say what is true. */
    private static final List<Ban> FALSE = List.of(
            new Ban("is not in the table", it -> it.sysctl().isEmpty()),
            new Ban(
                    "is proposed without knowing what it is now",
                    it -> it.read().isEmpty()),
            new Ban(
                    "is not now what the advice says",
                    it -> !it.read().equals(Optional.of(it.setting().current()))),
            new Ban(
                    "is so already",
                    it -> it.setting().current().equals(it.setting().proposed())),
            new Ban("is no value that the kernel takes, now or then", it -> !it.areValuesKernels()),
            new Ban("is said to be the pod's and the node's", it -> !it.isOfOneMind()),
            new Ban("is one for the host, and proposed for a pod", it -> it.isOfHost() && it.isForPod()),
            new Ban("is proposed for a pod in the host's network", it -> it.isInHostNetwork() && it.isForPod()),
            new Ban(
                    "is proposed on the node, whose value a pod does not inherit",
                    it -> !it.isOfHost() && !it.isInHostNetwork() && !it.isForPod()),
            new Ban("is called safer or less safe than Kubernetes has it", it -> !it.hasTrueSafety()),
            new Ban("is proposed and refused at once", Proposal::isRefusedToo));

    /** What is wrong wherever it is proposed. */
    private static final List<Ban> EVER = List.of(
            new Ban("breaks clients behind NAT unless it is 0", it -> it.isOf("tcp_tw_recycle") && it.number() != 0),
            new Ban("may only grow", it -> it.isOf("tcp_max_tw_buckets", "tcp_max_orphans") && it.number() <= it.now()),
            new Ban("may only be 1", it -> it.isOf("tcp_syncookies") && it.number() != 1),
            new Ban("may only be off", it -> it.isOf("tcp_abort_on_overflow") && it.number() != 0),
            new Ban("may not be off", it -> it.isOf("tcp_timestamps") && it.number() == 0),
            new Ban("may not be under 8 (RFC 1122)", it -> it.isOf("tcp_retries2") && it.number() < 8),
            new Ban(
                    "may not be under two hours and four minutes (RFC 5382)",
                    it -> it.isOf("nf_conntrack_tcp_timeout_established") && it.number() < RFC_5382_SECONDS),
            new Ban("is too low for lossy networks", it -> it.isOf("tcp_synack_retries") && it.number() < 2),
            new Ban(
                    "is too low for lossy networks",
                    it -> it.isOf("tcp_orphan_retries") && it.number() > 0 && it.number() < 3),
            new Ban("is no connect timeout", it -> it.isOf("tcp_syn_retries", "tcp_syn_linear_timeouts")),
            new Ban("is nothing that evidence speaks for", Proposal::isWithoutGrounds),
            new Ban(
                    "is not looked at unless tcp_syncookies is 0",
                    it -> it.isOf("tcp_max_syn_backlog") && !it.has("net.ipv4.tcp_syncookies", "0")),
            new Ban(
                    "does nothing without timestamps",
                    it -> it.isOf("tcp_tw_reuse") && !it.has("net.ipv4.tcp_timestamps", "1", "2")),
            new Ban("is for outgoing connections", it -> it.isOf("tcp_tw_reuse") && it.hasListener()),
            new Ban(
                    "does not reach a listener whose own limit is lower, or not known",
                    it -> it.isOf("somaxconn") && it.hasListener() && !it.isListenerAtSomaxconn()),
            new Ban(
                    "takes NodePorts on the host",
                    it -> it.isOf("ip_local_port_range") && it.isInHostNetwork() && it.takesNodePorts()),
            new Ban(
                    "would begin under ip_unprivileged_port_start",
                    it -> it.isOf("ip_local_port_range") && it.beginsTooLow()));

    /** What is wrong for this symptom. */
    private static final List<Ban> HERE = List.of(
            new Ban("closes no CLOSE_WAIT: no sysctl does", it -> it.isFor("close-wait-leak")),
            new Ban(
                    "is not needed: TIME_WAIT of a server harms nobody",
                    it -> it.isFor("time-wait-pile-up") && it.isBecause("server-closes-first")),
            new Ban(
                    "does not shorten TIME_WAIT",
                    it -> it.isOf("tcp_fin_timeout")
                            && it.isFor("time-wait-pile-up", "time-wait-bucket-overflow", "ephemeral-port-exhaustion")),
            new Ban(
                    "ends no FIN_WAIT2 that a program holds",
                    it -> it.isOf("tcp_fin_timeout") && it.isBecause("half-closed")),
            new Ban("has no effect without SO_KEEPALIVE", it -> it.isKeepalive() && it.isFor("idle-without-keepalive")),
            new Ban(
                    "is not the queue that is full",
                    it -> it.isOf("netdev_max_backlog", "tcp_max_syn_backlog") && it.isFor("accept-queue-overflow")),
            new Ban(
                    "is not the queue that is full",
                    it -> it.isOf("netdev_max_backlog") && it.isFor("syn-queue-pressure")));

    private Forbidden() {}

    /** Which rule the advice of this verdict breaks, a sentence; empty when none. */
    public static Optional<String> violation(Verdict verdict, NamespaceWindow seen) {
        var proposals = Proposal.of(verdict, seen);
        return Stream.of(FALSE, EVER, HERE)
                .flatMap(List::stream)
                .flatMap(ban -> proposals.stream().filter(ban.hits()).map(it -> ban.sentence(it)))
                .findFirst()
                .or(() -> twice(proposals))
                .or(() -> resets(verdict));
    }

    private static Optional<String> twice(List<Proposal> proposals) {
        var names = proposals.stream().map(it -> it.setting().name()).toList();
        return names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .map(name -> name + " is proposed twice.");
    }

    private static Optional<String> resets(Verdict verdict) {
        return verdict.advice().stream().anyMatch(advice -> advice.text().contains("SO_LINGER"))
                ? Optional.of("SO_LINGER resets connections to avoid TIME_WAIT.")
                : Optional.empty();
    }

    /** @param why goes on from the setting's name */
    private record Ban(String why, Predicate<Proposal> hits) {
        String sentence(Proposal it) {
            return "%s=%s %s.".formatted(it.setting().name(), it.setting().proposed(), why);
        }
    }
}
