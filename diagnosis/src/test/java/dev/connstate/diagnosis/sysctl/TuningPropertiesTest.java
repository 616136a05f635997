package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Case.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever a namespace has, and whatever a rule asks for. */
class TuningPropertiesTest {
    /** Each try is one for every setting. */
    private static final int TRIES = 100;

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void nothingForbiddenIsProposed(@ForAll("cases") List<Case> cases) {
        for (var it : cases) {
            it.advice()
                    .forEach(advice -> assertThat(violation(it.seen(), advice)).isEmpty());
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void whatIsProposedIsNotSoAlready(@ForAll("cases") List<Case> cases) {
        for (var it : cases) {
            it.advice().map(advice -> advice.setting().orElseThrow()).forEach(setting -> {
                assertThat(setting.proposed()).isNotEqualTo(setting.current());
                assertThat(Stream.of(it.seen().sysctls(), it.seen().ofHost()))
                        .anyMatch(read -> setting.current().equals(read.get(setting.name())));
            });
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void followingAdviceEndsIt(@ForAll("cases") List<Case> cases) {
        for (var it : cases) {
            it.proposed().ifPresent(_ -> assertThat(it.followed().proposed()).isEmpty());
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void whatIsUnknownIsNotChanged(@ForAll("cases") List<Case> cases) {
        assertThat(cases.stream().map(Case::unknown).flatMap(Case::advice)).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void wideningPortsEnds(@ForAll("namespaces") Seen seen) {
        var after = seen;
        for (var advice : Tuning.proposeMorePorts(seen.window(), TEXT).toList()) {
            var setting = advice.setting().orElseThrow();
            after = after.with(setting.name(), setting.proposed());
        }
        assertThat(Tuning.proposeMorePorts(after.window(), TEXT)).isEmpty();
    }

    /** What is worth changing from one number is worth it from any that is worse. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void worseIsNeverAdvisedLess(
            @ForAll("directed") Sysctl sysctl,
            @ForAll @IntRange(min = 1, max = 100_000) int some,
            @ForAll @IntRange(min = 1, max = 100_000) int other,
            @ForAll @IntRange(min = 1, max = 100_000) int proposed) {
        boolean moreHelps = sysctl.value().change().equals(Change.UP);
        int worse = moreHelps ? Math.min(some, other) : Math.max(some, other);
        int better = some + other - worse;
        if (advice(sysctl, better, proposed).isPresent()) {
            assertThat(advice(sysctl, worse, proposed)).isPresent();
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void twiceOfMoreIsNoLess(
            @ForAll("directed") Sysctl sysctl,
            @ForAll @IntRange(min = 1, max = 100_000) int now,
            @ForAll @IntRange(min = 1, max = 100_000) int more) {
        assertThat(twice(sysctl, Math.max(now, more))).isGreaterThanOrEqualTo(twice(sysctl, Math.min(now, more)));
    }

    @Provide
    Arbitrary<List<Case>> cases() {
        return Case.all();
    }

    @Provide
    Arbitrary<Seen> namespaces() {
        return Case.namespaces();
    }

    /** Of one number, where only more helps, or only less. */
    @Provide
    Arbitrary<Sysctl> directed() {
        return Arbitraries.of(Sysctls.ALL.stream()
                .filter(sysctl -> sysctl.value().change().equals(Change.UP)
                        || sysctl.value().change() instanceof Change.DownTo)
                .filter(sysctl -> sysctl.value().form() instanceof Form.Numbers form && form.count() == 1)
                .toList());
    }

    private static Optional<String> violation(Seen seen, Advice advice) {
        var quiet = new Seen(seen.kind(), seen.kernel(), seen.sysctls(), seen.ofHost(), List.of());
        return Forbidden.violation(quiet.verdict("some-symptom", "", List.of(advice)), seen.window());
    }

    private static Optional<Advice> advice(Sysctl sysctl, int now, int proposed) {
        return Tuning.propose(having(sysctl, now).window(), sysctl.name(), "" + proposed, TEXT);
    }

    /** What is advised, or what is there when nothing is. */
    private static long twice(Sysctl sysctl, int now) {
        return Tuning.proposeTwice(having(sysctl, now).window(), sysctl.name(), TEXT)
                .flatMap(Advice::setting)
                .map(Setting::proposed)
                .map(Long::parseLong)
                .orElse((long) now);
    }

    /** No more than the kernel takes, and with what the setting needs. */
    private static Seen having(Sysctl sysctl, int value) {
        var form = (Form.Numbers) sysctl.value().form();
        var text = "" + Math.min(value, form.most());
        return Seen.pod()
                .with("net.ipv4.tcp_syncookies", "0")
                .with(sysctl.name(), text)
                .withHost(sysctl.name(), text);
    }
}
