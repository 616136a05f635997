package dev.connstate.diagnosis.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EphemeralRangeTest {
    private static final String RANGE = "net.ipv4.ip_local_port_range";
    private static final String RESERVED = "net.ipv4.ip_local_reserved_ports";
    private static final String START = "net.ipv4.ip_unprivileged_port_start";

    @Test
    void aPodGetsPortsFrom10240On() {
        assertThat(settings(Seen.pod())).containsExactly(RANGE + "=10240 60999");
    }

    @ParameterizedTest
    @CsvSource({
        "32768 61000, 10240 61001", // ends of different parity
        "20000 65535, 10240 65535",
        "20001 65534, 10240 65535",
        "2000 20000, 2000 60999", // all that it has stays
        "2001 20000, 2001 61000",
        "40000 40000, 10240 60999",
    })
    void theNewRangeHoldsTheOldOne(String now, String wider) {
        assertThat(settings(Seen.pod().with(RANGE, now))).containsExactly(RANGE + "=" + wider);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10240 60999", "1024 65535", "12000 60999", "10241 60999", "60999", "", "9 x"})
    void aRangeThatIsWideEnoughOrNoneStays(String now) {
        assertThat(settings(Seen.pod().with(RANGE, now))).isEmpty();
    }

    @Test
    void portsThatTakeARightToListenAtStayOut() {
        assertThat(settings(Seen.pod().with(START, "20000"))).containsExactly(RANGE + "=20000 60999");
        assertThat(settings(Seen.pod().with(START, "0"))).containsExactly(RANGE + "=10240 60999");
        assertThat(settings(Seen.pod().without(START))).isEmpty();
        assertThat(settings(Seen.pod().with(RANGE, "65535 65535").with(START, "65535")))
                .isEmpty();
    }

    @Test
    void listenersOfTheNewPartAreReservedFirst() {
        var pod = Seen.pod()
                .with(RESERVED, "9000-9010,15002")
                .listening(15001, 4096)
                .listening(8080, 50)
                .listening(15090, 128)
                .listening(40000, 128)
                .listening(15090, 128);
        assertThat(settings(pod)).containsExactly(RESERVED + "=9000-9010,15001-15002,15090", RANGE + "=10240 60999");
    }

    @Test
    void whereReservedPortsAreUnknownOrTheSameTheRangeIsProposedAlone() {
        var pod = Seen.pod().listening(15001, 4096);
        assertThat(settings(pod.without(RESERVED))).containsExactly(RANGE + "=10240 60999");
        assertThat(settings(pod.with(RESERVED, "15000-15100"))).containsExactly(RANGE + "=10240 60999");
    }

    @Test
    void onTheHostNodePortsStayOutUnlessTheyAreReserved() {
        assertThat(settings(Seen.host())).containsExactly(RANGE + "=32768 65535");
        assertThat(settings(Seen.host().with(RESERVED, "30000-32767"))).containsExactly(RANGE + "=10240 60999");
        assertThat(settings(Seen.host().with(RESERVED, "29000-31000,31001-33000")))
                .containsExactly(RANGE + "=10240 60999");
        assertThat(settings(Seen.host().with(RESERVED, "30000-32000"))).containsExactly(RANGE + "=32768 65535");
        assertThat(settings(Seen.host().with(RANGE, "20000 40000"))).isEmpty();
    }

    @Test
    void aRuleMayNotProposeWhatHurts() {
        assertThat(propose(Seen.host(), "1024 65535")).isEmpty();
        assertThat(propose(Seen.pod(), "1023 65535")).isEmpty();
        assertThat(propose(Seen.pod(), "1024 65536")).isEmpty();
        assertThat(propose(Seen.pod(), "1024 65535")).hasSize(1);
    }

    private static List<Advice> propose(Seen seen, String range) {
        return Tuning.propose(seen.window(), RANGE, range, "Widen.").stream().toList();
    }

    private static List<String> settings(Seen seen) {
        return Tuning.proposeMorePorts(seen.window(), "Widen.")
                .map(Advice::setting)
                .map(setting -> setting.orElseThrow())
                .map(EphemeralRangeTest::text)
                .toList();
    }

    private static String text(Setting setting) {
        return setting.name() + "=" + setting.proposed();
    }
}
