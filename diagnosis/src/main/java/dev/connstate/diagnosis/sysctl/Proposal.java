package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Advice.Kind;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Setting.Safety;
import dev.connstate.diagnosis.finding.Setting.Scope;
import dev.connstate.diagnosis.finding.Subject.Endpoint;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.sysctl.Ports.Range;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A setting that a verdict wants changed, and everything that speaks against it. */
record Proposal(Verdict verdict, Kind kind, Setting setting, NamespaceWindow seen) {
    static List<Proposal> of(Verdict verdict, NamespaceWindow seen) {
        return verdict.advice().stream()
                .flatMap(advice ->
                        advice.setting().stream().map(setting -> new Proposal(verdict, advice.kind(), setting, seen)))
                .toList();
    }

    Optional<Sysctl> sysctl() {
        return Sysctls.named(setting.name()).filter(known -> known.name().equals(setting.name()));
    }

    boolean isOf(String... shortNames) {
        return Stream.of(shortNames).anyMatch(name -> setting.name().endsWith("." + name));
    }

    boolean isKeepalive() {
        return setting.name().startsWith("net.ipv4.tcp_keepalive_");
    }

    boolean isFor(String... symptoms) {
        return List.of(symptoms).contains(verdict.symptom());
    }

    boolean isBecause(String cause) {
        return verdict.cause().equals(cause);
    }

    boolean isOfHost() {
        return sysctl().filter(known -> known.scope().reach().isHost()).isPresent();
    }

    boolean isForPod() {
        return kind == Kind.POD_SYSCTL || setting.scope() == Scope.POD_NET_NS;
    }

    boolean isInHostNetwork() {
        return seen.now().kind() == NamespaceKind.HOST;
    }

    boolean isRefusedToo() {
        return verdict.refused().stream().anyMatch(refusal -> refusal.setting().equals(setting.name()));
    }

    boolean areValuesKernels() {
        return sysctl().map(known -> known.value().form())
                .filter(form -> form.takes(setting.proposed()) && form.takes(setting.current()))
                .isPresent();
    }

    /** Whether the advice's kind and the setting's scope say the same. */
    boolean isOfOneMind() {
        return (kind == Kind.POD_SYSCTL) == (setting.scope() == Scope.POD_NET_NS);
    }

    boolean isWithoutGrounds() {
        return sysctl().filter(known -> known.effect().helpsWhen().isEmpty()).isPresent();
    }

    boolean hasTrueSafety() {
        var safety = isInHostNetwork()
                ? Optional.of(Safety.NODE_ONLY)
                : sysctl().map(known ->
                        known.scope().kubernetes().safety(seen.node().kernel()));
        return safety.equals(Optional.of(setting.kubernetes()));
    }

    /** The value as the report has it. */
    Optional<String> read() {
        return Optional.ofNullable(
                isOfHost()
                        ? seen.node().host().sysctls().get(setting.name())
                        : seen.now().sysctls().get(setting.name()));
    }

    /** Of a setting that is one number. */
    long number() {
        return Long.parseLong(setting.proposed());
    }

    long now() {
        return Long.parseLong(setting.current());
    }

    boolean has(String other, String... values) {
        return seen.sysctl(other).filter(List.of(values)::contains).isPresent();
    }

    boolean hasListener() {
        return verdict.subject().listener().isPresent();
    }

    /** Whether one socket at the point has all that somaxconn allowed. */
    boolean isListenerAtSomaxconn() {
        long most = seen.number("net.core.somaxconn").orElse(Long.MAX_VALUE);
        return seen.now().listeners().stream()
                .filter(this::isSubject)
                .anyMatch(listener -> listener.acceptQueue().limit().orElse(-1) >= most);
    }

    private boolean isSubject(Listener listener) {
        return verdict.subject().listener().equals(Optional.of(new Endpoint(listener.address(), listener.port())));
    }

    boolean takesNodePorts() {
        var reserved = seen.sysctl("net.ipv4.ip_local_reserved_ports").flatMap(Ports::parseList);
        return range().filter(range -> range.meets(Ports.NODE_PORTS)).isPresent()
                && reserved.filter(ranges -> Ports.cover(ranges, Ports.NODE_PORTS))
                        .isEmpty();
    }

    boolean beginsTooLow() {
        var now = Range.parse(setting.current());
        long lowest = seen.number("net.ipv4.ip_unprivileged_port_start")
                .orElse(now.map(Range::low).orElse(0));
        return range().filter(range -> range.low() < lowest).isPresent();
    }

    private Optional<Range> range() {
        return Range.parse(setting.proposed());
    }
}
