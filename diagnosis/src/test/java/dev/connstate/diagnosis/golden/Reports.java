package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connstate.report.AgentCost;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The reports of a case, one after the other. */
final class Reports {
    private static final Set<String> NOT_NAMESPACES = Set.of("node", "host", "after", "times", "missing");
    private static final long FIRST_ID = 4026532001L;
    private static final int FIRST_PID = 1001;

    private final Defaults defaults;

    /** Its numbers follow the order in which a case names them. */
    private final List<String> namespaces = new ArrayList<>();

    private ObjectNode state = JsonNodeFactory.instance.objectNode();

    Reports(Defaults defaults) {
        this.defaults = defaults;
    }

    /** @param change may write what is the case in this look; the next one begins with what was said */
    NodeReport next(ObjectNode said, Instant takenAt, Consumer<ObjectNode> change) {
        state = Merge.over(state, said);
        state.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> isNamespace(name) && !namespaces.contains(name))
                .forEach(namespaces::add);
        var look = state.deepCopy();
        change.accept(look);
        var seen = new ArrayList<NamespaceReport>();
        for (var field : look.properties()) {
            if (isNamespace(field.getKey())) {
                seen.add(namespace(field.getKey(), field.getValue(), takenAt));
            }
        }
        return new NodeReport(
                Bind.to(Node.class, defaults.node(look.path("node"))),
                takenAt,
                Bind.to(HostNumbers.class, defaults.host(look.path("host"))),
                seen,
                List.of(),
                AgentCost.NONE);
    }

    static boolean isNamespace(String key) {
        return !NOT_NAMESPACES.contains(key);
    }

    /** {@code pod/shop}, {@code other/router} or {@code hostns} */
    private NamespaceReport namespace(String key, JsonNode said, Instant takenAt) {
        var parts = key.split("/");
        var all = JsonNodeFactory.instance.objectNode();
        all.put("id", FIRST_ID + namespaces.indexOf(key));
        all.put("process", "%d %s".formatted(FIRST_PID + namespaces.indexOf(key), parts[parts.length - 1]));
        switch (parts[0]) {
            case "pod" -> all.put("kind", "POD").put("pod", parts[1]);
            case "other" -> all.put("kind", "OTHER");
            case "hostns" -> all.put("kind", "HOST").put("process", "1 systemd");
            default -> throw new AssertionError("'%s' is no pod/…, other/… or hostns".formatted(key));
        }
        all.put("tablesTakenAt", takenAt.toString());
        return Bind.to(NamespaceReport.class, defaults.namespace(Merge.over(all, (ObjectNode) said)));
    }
}
