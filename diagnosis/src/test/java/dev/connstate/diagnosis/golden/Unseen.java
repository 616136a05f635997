package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connstate.diagnosis.window.KnownSignals;
import java.util.List;
import java.util.stream.Stream;

/** What a source may not be able to see of a host or a namespace, {@code *} for each of a kind. */
final class Unseen {
    static final List<String> ALL = Stream.of(
                    KnownSignals.NAMES.stream().map("counters/"::concat),
                    Case.settings().stream().map("sysctls/"::concat),
                    Stream.of(
                            "sockstat/TCP.tw",
                            "sockstat/TCP.orphan",
                            "sockstat/TCP.mem",
                            "sockstat/UDP.mem",
                            "listeners/*/acceptQueue",
                            "listeners/*/synReceived",
                            "listeners/*/halfOpen",
                            "listeners/*/drops",
                            "listeners/*/notAccepted",
                            "listeners/*/connections",
                            "destinations/*/portsUsable",
                            "udp/*/receiveBufferBytes",
                            "udp/*/drops",
                            "closeWait/*/ages",
                            "conntrack",
                            "conntrack/limit",
                            "conntrack/counters/drop",
                            "conntrack/counters/early_drop",
                            "conntrack/counters/insert_failed",
                            "idle",
                            "detachedSockets",
                            "ports"))
            .flatMap(names -> names)
            .toList();

    private Unseen() {}

    /** By which a case speaks of it: that of a counter, setting or gauge, or of the kind of thing. */
    static String name(String what) {
        var names = what.split("/");
        return List.of("counters", "sysctls", "sockstat").contains(names[0]) ? names[1] : names[0];
    }

    /** Where there is such a thing; a source that sees no limit of an accept queue sees its length. */
    static void forget(ObjectNode whose, String what) {
        var names = what.split("/", 2);
        if (names.length == 1) {
            whose.putNull(what);
        } else if (names[1].startsWith("*/")) {
            whose.path(names[0]).valueStream().forEach(member -> inside(member, names[1].substring(2)));
        } else if (!whose.path(names[0]).isNull()) {
            forget(whose.withObjectProperty(names[0]), names[1]);
        }
    }

    private static void inside(JsonNode member, String what) {
        if (member instanceof ObjectNode whose) {
            if (what.equals("acceptQueue")) {
                whose.put(what, whose.path(what).asText("0").split(" ")[0] + " of unknown");
            } else {
                forget(whose, what);
            }
        }
    }
}
