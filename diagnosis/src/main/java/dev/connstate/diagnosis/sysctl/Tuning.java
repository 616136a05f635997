package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Advice to change a setting. There is none where the value is already as good, where the kernel does not have the
 * setting or would refuse the value, where it would have no effect, and where it is not known what the value is now.
 * That a value was read says that the kernel has it, which a version does not: distributions carry things back.
 */
public final class Tuning {
    /** The smallest page there is: with larger ones the bound below is only looser. */
    private static final long PAGE_BYTES = 4096;

    private Tuning() {}

    /**
     * Which program or destination it would help is the caller's knowledge; everything else is looked at here.
     *
     * @param sysctl of the table, by its full name or its short one
     * @param text a sentence or two to somebody who can do it
     */
    public static Optional<Advice> propose(NamespaceWindow seen, String sysctl, String proposed, String text) {
        var setting = known(sysctl);
        return current(seen, setting)
                .filter(now -> isBetter(setting, now, proposed))
                .filter(_ -> hasEffect(seen, setting) && EphemeralRange.mayBe(seen, setting, proposed))
                .map(now -> SettingAdvice.of(seen, setting, now, proposed, text));
    }

    /** Twice what it is, each number of it; of pages of memory no more than half of what the machine has. */
    public static Optional<Advice> proposeTwice(NamespaceWindow seen, String sysctl, String text) {
        var setting = known(sysctl);
        return current(seen, setting)
                .flatMap(setting.value().form()::parse)
                .flatMap(now -> twice(seen, setting, now))
                .flatMap(proposed -> propose(seen, sysctl, proposed, text));
    }

    /**
     * More ephemeral ports, clear of NodePorts on the host and of ports that take a right to listen at. Where programs of
     * the namespace listen in the new part, reserving their ports is the first of two pieces of advice.
     */
    public static Stream<Advice> proposeMorePorts(NamespaceWindow seen, String text) {
        return EphemeralRange.proposeWider(seen, text);
    }

    /**
     * Keepalive probes often enough for something on the way that forgets idle connections after this long: half of it,
     * so that one may be lost. For sockets with SO_KEEPALIVE only, which the caller knows of.
     */
    public static Optional<Advice> proposeKeepaliveWithin(NamespaceWindow seen, Duration limit, String text) {
        return propose(seen, "net.ipv4.tcp_keepalive_time", Long.toString(Math.max(1, limit.toSeconds() / 2)), text);
    }

    /** The namespace's value, or the host's where there is one for all. Empty when it was not read. */
    static Optional<String> current(NamespaceWindow seen, Sysctl sysctl) {
        return sysctl.scope().reach().isHost()
                ? Optional.ofNullable(seen.node().host().sysctls().get(sysctl.name()))
                : seen.sysctl(sysctl.name());
    }

    private static Sysctl known(String name) {
        return Sysctls.named(name).orElseThrow(() -> new IllegalArgumentException(name + " is not in the table"));
    }

    private static boolean isBetter(Sysctl sysctl, String now, String proposed) {
        var value = sysctl.value();
        return value.form()
                .parse(proposed)
                .flatMap(then ->
                        value.form().parse(now).filter(current -> value.change().isBetter(current, then)))
                .isPresent();
    }

    /** What another setting switches off helps nobody; where that other one is not known, neither is the effect. */
    private static boolean hasEffect(NamespaceWindow seen, Sysctl sysctl) {
        return sysctl.value()
                .need()
                .map(need -> seen.sysctl(need.sysctl())
                        .filter(need.values()::contains)
                        .isPresent())
                .orElse(true);
    }

    private static Optional<String> twice(NamespaceWindow seen, Sysctl sysctl, List<Long> now) {
        if (!(sysctl.value().form() instanceof Form.Numbers form)) {
            throw new IllegalArgumentException(sysctl.name() + " is no number");
        }
        var twice = now.stream()
                .map(number -> Math.min(form.most(), Math.max(number, 2 * number)))
                .toList();
        return form == Form.PAGES && twice.getLast() > seen.node().node().memoryBytes() / 2 / PAGE_BYTES
                ? Optional.empty()
                : Optional.of(form.join(twice));
    }
}
