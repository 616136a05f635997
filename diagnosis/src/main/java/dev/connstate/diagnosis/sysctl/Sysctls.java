package dev.connstate.diagnosis.sysctl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every kernel setting that bears on connections. Defaults and ranges were measured on 6.18 and read in the source of
 * 6.12; a release that is only remembered is called "about".
 */
public final class Sysctls {
    /** In the order of a connection's life, then what all of them share. */
    public static final List<Sysctl> ALL = Stream.of(
                    HandshakeSysctls.ALL,
                    PortSysctls.ALL,
                    LivenessSysctls.ALL,
                    ClosingSysctls.ALL,
                    MemorySysctls.ALL,
                    PathSysctls.ALL,
                    ConntrackSysctls.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, Sysctl> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Sysctl::name, Function.identity()));

    private static final Map<String, Sysctl> BY_SHORT_NAME =
            ALL.stream().collect(Collectors.toMap(Sysctl::shortName, Function.identity()));

    private Sysctls() {}

    /** By the full name or the short one: {@code net.core.somaxconn}, {@code somaxconn}. */
    public static Optional<Sysctl> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).or(() -> Optional.ofNullable(BY_SHORT_NAME.get(name)));
    }
}
