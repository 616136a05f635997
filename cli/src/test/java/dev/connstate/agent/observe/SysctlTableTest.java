package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.sysctl.Sysctl;
import dev.connstate.diagnosis.sysctl.Sysctls;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is read and what is known of must not drift apart. Lies here because only the command knows both modules. */
class SysctlTableTest {
    @Test
    void whatIsReadOfEachNamespaceIsNamespaced() {
        assertThat(dev.connstate.agent.observe.Sysctls.OF_NAMESPACE)
                .containsExactlyInAnyOrderElementsOf(read(isOfHost().negate()));
    }

    @Test
    void whatIsReadOnceIsTheHosts() {
        assertThat(dev.connstate.agent.observe.Sysctls.OF_HOST).containsExactlyInAnyOrderElementsOf(read(isOfHost()));
    }

    private static Predicate<Sysctl> isOfHost() {
        return sysctl -> sysctl.scope().reach().isHost();
    }

    private static List<String> read(Predicate<Sysctl> of) {
        return Sysctls.ALL.stream().filter(of).map(Sysctl::name).toList();
    }
}
