package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.NodeWindow;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.AgentCost;
import dev.connstate.report.Counters;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Omitted;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A namespace of which only what advice on settings looks at is known. */
record Seen(
        NamespaceKind kind,
        String kernel,
        Map<String, String> sysctls,
        Map<String, String> ofHost,
        List<Listener> listeners) {
    static final Seen POD = new Seen(NamespaceKind.POD, "6.18.44-cloud-amd64", Map.of(), Map.of(), List.of());
    static final Seen HOST = new Seen(NamespaceKind.HOST, "6.18.44-cloud-amd64", Map.of(), Map.of(), List.of());

    /** What a new namespace of 6.18 has. */
    static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("net.core.somaxconn", "4096"),
            Map.entry("net.ipv4.ip_local_port_range", "32768 60999"),
            Map.entry("net.ipv4.ip_local_reserved_ports", ""),
            Map.entry("net.ipv4.ip_unprivileged_port_start", "1024"),
            Map.entry("net.ipv4.tcp_fin_timeout", "60"),
            Map.entry("net.ipv4.tcp_keepalive_time", "7200"),
            Map.entry("net.ipv4.tcp_max_syn_backlog", "2048"),
            Map.entry("net.ipv4.tcp_max_tw_buckets", "131072"),
            Map.entry("net.ipv4.tcp_orphan_retries", "0"),
            Map.entry("net.ipv4.tcp_retries2", "15"),
            Map.entry("net.ipv4.tcp_syncookies", "1"),
            Map.entry("net.ipv4.tcp_timestamps", "1"),
            Map.entry("net.ipv4.tcp_tw_reuse", "2"));

    static Seen pod() {
        return new Seen(POD.kind, POD.kernel, DEFAULTS, Map.of(), List.of());
    }

    static Seen host() {
        return new Seen(HOST.kind, HOST.kernel, DEFAULTS, Map.of(), List.of());
    }

    Seen with(String name, String value) {
        return new Seen(kind, kernel, put(sysctls, name, value), ofHost, listeners);
    }

    Seen without(String name) {
        var fewer = new HashMap<>(sysctls);
        fewer.remove(name);
        return new Seen(kind, kernel, fewer, ofHost, listeners);
    }

    Seen withHost(String name, String value) {
        return new Seen(kind, kernel, sysctls, put(ofHost, name, value), listeners);
    }

    Seen on(String release) {
        return new Seen(kind, release, sysctls, ofHost, listeners);
    }

    /** @param limits of sockets that share the port */
    Seen listening(int port, long... limits) {
        var more = IntStream.range(0, limits.length)
                .mapToObj(i -> new Listener(
                        Address.ANY_V6,
                        port,
                        port * 10L + i,
                        limits.length,
                        new AcceptQueue(0, limits[i] < 0 ? OptionalLong.empty() : OptionalLong.of(limits[i])),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return new Seen(
                kind,
                kernel,
                sysctls,
                ofHost,
                Stream.concat(listeners.stream(), more).toList());
    }

    NamespaceWindow window() {
        var node = new Node("node-1", kernel, "boot-1", "amd64", 2, 24L << 30);
        var host = new HostNumbers(Counters.NONE, Counters.NONE, ofHost);
        var report = new NodeReport(node, Instant.EPOCH, host, List.of(namespace()), List.of(), AgentCost.NONE);
        return NodeWindow.of(Pace.DEFAULTS, report).namespaces().getFirst();
    }

    private NamespaceReport namespace() {
        return new NamespaceReport(
                4026532001L,
                kind,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Counters.NONE,
                Counters.NONE,
                Optional.empty(),
                sysctls,
                List.of(),
                listeners,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                Omitted.NONE,
                List.of());
    }

    /** A verdict on the namespace, or on its first listener if it has one. */
    Verdict verdict(String symptom, String cause, List<Advice> advice, Refusal... refused) {
        var subject = listeners.isEmpty() ? Subject.of(namespace()) : Subject.of(namespace(), listeners.getFirst());
        return new Verdict(
                symptom,
                cause,
                Severity.WARNING,
                Confidence.HIGH,
                subject,
                "Something is wrong.",
                List.of(new Evidence("TcpExt.ListenOverflows", "+1 in 30 s")),
                advice,
                List.of(refused));
    }

    private static Map<String, String> put(Map<String, String> map, String name, String value) {
        var more = new HashMap<>(map);
        more.put(name, value);
        return more;
    }
}
