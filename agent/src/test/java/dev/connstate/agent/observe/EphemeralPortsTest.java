package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EphemeralPortsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "32768 60999  | ''               | 28232",
                "32768\t60999 | ''               | 28232",
                "8000 9999    | 8080             | 1999",
                "8000 9999    | 8080,9000-9010   | 1988",
                "8000 9999    | 8080,9000-9010,  | 1988",
                "8000 9999    | 9000-9010,9005   | 1989",
                "8000 9999    | 1-100,30000      | 2000",
                "8000 9999    | 7990-8009        | 1990",
                "8000 8000    | ''               | 1",
                "8000 8000    | 8000             | 0",
                "0 65535      | 0-65535          | 0",
                "1 65535      | ''               | 65535",
                "-            | ''               | -",
                "8000 9999    | -                | -",
                "8000         | ''               | -",
                "9999 8000    | ''               | -",
                "8000 70000   | ''               | -",
                "many few     | ''               | -",
                "8000 9999    | 8080-            | -",
                "8000 9999    | -5               | -",
                "8000 9999    | 9010-9000        | -",
                "8000 9999    | http             | -",
            })
    void theUsablePortsAreTheRangeLessTheReservedOnes(String range, String reserved, Integer usable) {
        var sysctls = new HashMap<String, String>();
        sysctls.put("net.ipv4.ip_local_port_range", range);
        sysctls.put("net.ipv4.ip_local_reserved_ports", reserved);
        sysctls.values().removeIf(Objects::isNull);
        var ports = EphemeralPorts.of(sysctls);
        if (usable == null) {
            assertThat(ports.count()).isEmpty();
        } else {
            assertThat(ports.count()).hasValue(usable);
            assertThat(IntStream.range(0, 1 << 16).filter(ports::contains)).hasSize(usable);
        }
    }

    @Test
    void whereNothingIsKnownEveryPortMayBeOne() {
        assertThat(EphemeralPorts.UNKNOWN.contains(22)).isTrue();
        assertThat(EphemeralPorts.UNKNOWN.count()).isEmpty();
    }

    @Test
    void aReservedPortIsNoneOfThem() {
        var ports = EphemeralPorts.of(
                Map.of("net.ipv4.ip_local_port_range", "8000 9999", "net.ipv4.ip_local_reserved_ports", "9000-9001"));
        assertThat(ports.contains(7999)).isFalse();
        assertThat(ports.contains(8000)).isTrue();
        assertThat(ports.contains(9001)).isFalse();
        assertThat(ports.contains(9999)).isTrue();
        assertThat(ports.contains(10000)).isFalse();
    }
}
