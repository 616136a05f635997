package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.report.NamespaceKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A rule that asks for a value, in some namespace. */
record Case(Seen seen, Sysctl sysctl, String proposal) {
    static final String TEXT = "Do it.";

    /** One for each setting: it mostly is known, and the rule asks for anything. */
    static Arbitrary<List<Case>> all() {
        return Combinators.combine(namespaces(), values(), values())
                .as((seen, now, proposal) -> Sysctls.ALL.stream()
                        .map(it -> new Case(seen.with(it.name(), now).withHost(it.name(), now), it, proposal))
                        .toList());
    }

    static Arbitrary<Seen> namespaces() {
        var settings = Arbitraries.maps(Arbitraries.of(Sysctls.ALL).map(Sysctl::name), values())
                .ofMaxSize(20);
        return Combinators.combine(
                        Arbitraries.of(NamespaceKind.class),
                        Arbitraries.of("6.18.44", "6.1.0", "4.5.0", "3.10.0", ""),
                        settings,
                        settings,
                        Arbitraries.integers().between(1, 65535).list().ofMaxSize(4),
                        Arbitraries.of(true, false))
                .as(Case::namespace);
    }

    private static Arbitrary<String> values() {
        var small = Arbitraries.integers().between(-1, 20).map(String::valueOf);
        return Arbitraries.oneOf(
                small,
                small,
                small,
                Arbitraries.integers().between(0, 1_000_000).map(String::valueOf),
                Arbitraries.longs().map(String::valueOf),
                ranges().map(range -> range.low() + " " + range.high()),
                ranges().map(range -> range.low() + "-" + range.high()),
                Arbitraries.longs().between(0, 1 << 20).list().ofSize(3).map(new Form.Numbers(3, 0, 0)::join),
                Arbitraries.of("", "x", "1 2 3 4", "32768 60999", "30000-32767"));
    }

    private static Arbitrary<Ports.Range> ranges() {
        var ports = Arbitraries.integers().between(1, 65535);
        return Combinators.combine(ports, ports).as((a, b) -> new Ports.Range(Math.min(a, b), Math.max(a, b)));
    }

    private static Seen namespace(
            NamespaceKind kind,
            String kernel,
            Map<String, String> sysctls,
            Map<String, String> ofHost,
            List<Integer> listeners,
            boolean isFull) {
        var all = new HashMap<>(isFull ? Seen.DEFAULTS : Map.of());
        all.putAll(sysctls);
        var seen = new Seen(kind, kernel, all, ofHost, List.of());
        for (int port : listeners) {
            seen = seen.listening(port, 128);
        }
        return seen;
    }

    /** The same, and nothing could be read. */
    Case unknown() {
        return new Case(new Seen(seen.kind(), seen.kernel(), Map.of(), Map.of(), seen.listeners()), sysctl, proposal);
    }

    /** The same after the advice was followed. */
    Case followed() {
        return new Case(seen.with(sysctl.name(), proposal).withHost(sysctl.name(), proposal), sysctl, proposal);
    }

    Optional<Advice> proposed() {
        return Tuning.propose(seen.window(), sysctl.name(), proposal, TEXT);
    }

    /** By each of the ways. */
    Stream<Advice> advice() {
        var twice = sysctl.value().form() instanceof Form.Numbers
                ? Tuning.proposeTwice(seen.window(), sysctl.name(), TEXT)
                : Optional.<Advice>empty();
        return Stream.of(proposed().stream(), twice.stream(), Tuning.proposeMorePorts(seen.window(), TEXT))
                .flatMap(advice -> advice);
    }
}
