package dev.connstate.diagnosis.window;

import dev.connstate.report.HostNumbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The memory that all sockets of one protocol have on the host, and its three bounds: no pressure, pressure, at most. In
 * pages.
 */
public record Pages(long held, long low, long pressure, long most) {
    public static Optional<Pages> ofTcp(HostNumbers host) {
        return of(host, "TCP.mem", "net.ipv4.tcp_mem");
    }

    public static Optional<Pages> ofUdp(HostNumbers host) {
        return of(host, "UDP.mem", "net.ipv4.udp_mem");
    }

    private static Optional<Pages> of(HostNumbers host, String gauge, String sysctl) {
        var held = host.sockstat().of(gauge);
        var bounds = Optional.ofNullable(host.sysctls().get(sysctl)).flatMap(Pages::three);
        return held.isEmpty()
                ? Optional.empty()
                : bounds.map(it -> new Pages(held.getAsLong(), it.get(0), it.get(1), it.get(2)));
    }

    private static Optional<List<Long>> three(String value) {
        try {
            var numbers = Arrays.stream(value.strip().split("\\s+"))
                    .map(Long::parseLong)
                    .toList();
            return numbers.size() == 3 ? Optional.of(numbers) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean isOverPressure() {
        return held >= pressure;
    }

    public boolean isOverMost() {
        return held >= most;
    }

    /** For evidence. */
    public String text() {
        return "%d pages; pressure from %d, at most %d".formatted(held, pressure, most);
    }
}
