package dev.connstate.agent.observe;

import dev.connstate.agent.observe.SettingsTurns.Turn;
import dev.connstate.report.Address;
import dev.connstate.report.NamespaceKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What changes rarely in a namespace, read now and then: its sysctls and its addresses. */
final class NamespaceSettings {
    private final Sysctls reader;
    private Map<String, String> sysctls = Map.of();
    private Map<String, String> hostSysctls = Map.of();
    private EphemeralPorts ephemeral = EphemeralPorts.UNKNOWN;
    private final Turn sysctlTurn;
    private List<Address> addresses = List.of();
    private List<String> addressProblems = List.of();
    private final Turn addressTurn;

    NamespaceSettings(Sysctls reader, SettingsTurns turns) {
        this.reader = reader;
        this.sysctlTurn = turns.turn();
        this.addressTurn = turns.turn();
    }

    /**
     * Reads what is due.
     *
     * @param net the namespace's directory of network files
     * @param inside whether the calling thread is in the namespace, which is where its sysctls can be read
     */
    void read(NamespaceKind kind, Path net, boolean inside, Instant now) {
        if (inside && sysctlTurn.isDue(now)) {
            sysctlTurn.take(kind, now);
            sysctls = reader.ofNamespace();
            ephemeral = EphemeralPorts.of(sysctls);
            hostSysctls = reader.read(kind == NamespaceKind.HOST ? Sysctls.OF_HOST : Sysctls.OF_HOST_SEEN_EVERYWHERE);
        }
        if (addressTurn.isDue(now)) {
            addressTurn.take(kind, now);
            addressProblems = new ArrayList<>();
            addresses = LocalAddresses.read(net, addressProblems);
        }
    }

    /** What somebody else knows, when it is due. */
    void learn(NamespaceKind kind, Supplier<Map<String, String>> others, Instant now) {
        if (sysctlTurn.isDue(now)) {
            var known = others.get();
            if (!known.isEmpty()) {
                sysctlTurn.take(kind, now);
                sysctls = reader.shared(known);
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
