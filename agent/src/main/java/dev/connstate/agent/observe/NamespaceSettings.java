package dev.connstate.agent.observe;

import dev.connstate.report.Address;
import dev.connstate.report.NamespaceKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What changes rarely in a namespace, read now and then: its sysctls and its addresses. */
final class NamespaceSettings {
    static final Duration EVERY = Duration.ofSeconds(60);

    private final Sysctls reader;
    private Map<String, String> sysctls = Map.of();
    private Map<String, String> hostSysctls = Map.of();
    private EphemeralPorts ephemeral = EphemeralPorts.UNKNOWN;
    private Instant sysctlsAt = Instant.MIN;
    private List<Address> addresses = List.of();
    private List<String> addressProblems = List.of();
    private Instant addressesAt = Instant.MIN;

    NamespaceSettings(Sysctls reader) {
        this.reader = reader;
    }

    /**
     * Reads what is due.
     *
     * @param net the namespace's directory of network files
     * @param inside whether the calling thread is in the namespace, which is where its sysctls can be read
     */
    void read(NamespaceKind kind, Path net, boolean inside, Instant now) {
        if (inside && !now.isBefore(sysctlsAt)) {
            sysctlsAt = now.plus(EVERY);
            sysctls = Map.copyOf(reader.read(Sysctls.OF_NAMESPACE)); // as each report has it, without another copy
            ephemeral = EphemeralPorts.of(sysctls);
            hostSysctls = reader.read(kind == NamespaceKind.HOST ? Sysctls.OF_HOST : Sysctls.OF_HOST_SEEN_EVERYWHERE);
        }
        if (!now.isBefore(addressesAt)) {
            addressesAt = now.plus(EVERY);
            addressProblems = new ArrayList<>();
            addresses = LocalAddresses.read(net, addressProblems);
        }
    }

    /** What somebody else knows, when it is due. */
    void learn(Supplier<Map<String, String>> others, Instant now) {
        if (!now.isBefore(sysctlsAt)) {
            var known = others.get();
            if (!known.isEmpty()) {
                sysctlsAt = now.plus(EVERY);
                sysctls = Map.copyOf(known);
                ephemeral = EphemeralPorts.of(known);
            }
        }
    }

    Map<String, String> sysctls() {
        return sysctls;
    }

    /** By the sysctls. */
    EphemeralPorts ephemeral() {
        return ephemeral;
    }

    /**
     * Whether its connections are in a hash table of its own ({@code tcp_child_ehash_entries} of its parent, since 6.1).
     * Of a namespace that shares the host's, {@code tcp_ehash_entries} is negative.
     */
    boolean hasOwnTable(NamespaceKind kind) {
        var entries = sysctls.get("net.ipv4.tcp_ehash_entries");
        return kind != NamespaceKind.HOST && entries != null && !entries.startsWith("-");
    }

    Map<String, String> hostSysctls() {
        return hostSysctls;
    }

    List<Address> addresses() {
        return addresses;
    }

    /** What of it could not be understood, a clause each. */
    List<String> problems() {
        return addressProblems;
    }

    OptionalLong conntrackLimit() {
        var limit = hostSysctls.get(Sysctls.CONNTRACK_MAX);
        try {
            return limit == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(limit));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
