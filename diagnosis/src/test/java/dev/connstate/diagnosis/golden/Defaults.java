package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connstate.diagnosis.window.KnownSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Fills in what a case does not say: first from {@code defaults.yaml}, then what follows from what is said. */
final class Defaults {
    private static final long FIRST_INODE = 50_001;

    private final ObjectNode defaults;
    private final List<String> inodes = new ArrayList<>();

    Defaults(ObjectNode defaults) {
        this.defaults = defaults;
    }

    ObjectNode node(JsonNode said) {
        return over("node", said);
    }

    ObjectNode host(JsonNode said) {
        return over("host", said);
    }

    /** Listeners, destinations and UDP sockets become lists; their keys say where they are. */
    ObjectNode namespace(JsonNode said) {
        var all = over("namespace", said);
        var counters = defaults.objectNode();
        KnownSignals.NAMES.stream().sorted().forEach(name -> counters.put(name, 0));
        if (!all.path("counters").isNull()) {
            all.set("counters", said.get("counters") instanceof ObjectNode own ? Merge.over(counters, own) : counters);
        }
        all.set("listeners", listeners(all.path("listeners"), all.path("process")));
        all.set("udp", udp(all.path("udp"), all.path("process")));
        all.set("destinations", destinations(all.path("destinations")));
        if (!all.has("connections")) {
            all.set("connections", connections(all));
        }
        if (!all.has("ports")) {
            all.set("ports", ports(all.path("destinations")));
        }
        return all;
    }

    private ArrayNode listeners(JsonNode said, JsonNode process) {
        var list = defaults.arrayNode();
        for (var entry : said.properties()) {
            var point = entry.getKey().replaceFirst(" #\\d+$", "");
            var sharing = said.properties().stream()
                    .filter(other -> other.getKey().replaceFirst(" #\\d+$", "").equals(point))
                    .toList();
            var all = over("listener", entry.getValue());
            place(all, point, entry.getKey());
            setIfAbsent(all, "sharing", all.numberNode(sharing.size()));
            setIfAbsent(all, "process", process);
            long waiting = sharing.stream()
                    .map(it -> it.getValue().path("acceptQueue").asText("0"))
                    .mapToLong(queue -> Long.parseLong(queue.split(" ")[0]))
                    .sum();
            setIfAbsent(all, "notAccepted", all.numberNode(waiting));
            list.add(all);
        }
        return list;
    }

    private ArrayNode udp(JsonNode said, JsonNode process) {
        var list = defaults.arrayNode();
        for (var entry : said.properties()) {
            var all = over("udp", entry.getValue());
            place(all, entry.getKey().replaceFirst(" #\\d+$", ""), entry.getKey());
            setIfAbsent(all, "process", process);
            list.add(all);
        }
        return list;
    }

    /** {@code 10.244.1.7 > 10.0.0.9:5432} */
    private ArrayNode destinations(JsonNode said) {
        var list = defaults.arrayNode();
        for (var entry : said.properties()) {
            var ends = entry.getKey().split(" > ");
            var to = ShortForms.point(ends[1]);
            var all = over("destination", entry.getValue());
            all.put("source", ends[0]).put("address", to.address()).put("port", to.port());
            setIfAbsent(all, "portsUsed", all.numberNode(total(all.path("connections"))));
            list.add(all);
        }
        return list;
    }

    private void place(ObjectNode socket, String point, String key) {
        var at = ShortForms.point(point);
        socket.put("address", at.address()).put("port", at.port());
        if (!inodes.contains(key)) {
            inodes.add(key);
        }
        setIfAbsent(socket, "inode", socket.numberNode(FIRST_INODE + inodes.indexOf(key)));
    }

    private ObjectNode connections(ObjectNode namespace) {
        var sum = defaults.objectNode();
        for (var list : List.of("listeners", "destinations")) {
            for (var member : namespace.path(list)) {
                for (var state : member.path("connections").properties()) {
                    sum.put(
                            state.getKey(),
                            sum.path(state.getKey()).asLong(0)
                                    + state.getValue().asLong());
                }
            }
        }
        return sum;
    }

    /** As after connect(2) without bind(2): destinations share ports. */
    private ObjectNode ports(JsonNode destinations) {
        var ports = defaults.objectNode().put("usable", 28_232);
        ports.put(
                "distinct",
                each(destinations)
                        .mapToLong(it -> it.path("portsUsed").asLong())
                        .max()
                        .orElse(0));
        return ports.put(
                "connections",
                each(destinations)
                        .mapToLong(it -> total(it.path("connections")))
                        .sum());
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static long total(JsonNode counts) {
        return each(counts).mapToLong(JsonNode::asLong).sum();
    }

    private ObjectNode over(String kind, JsonNode said) {
        return Merge.over(defaults.path(kind), said instanceof ObjectNode own ? own : defaults.objectNode());
    }

    private static void setIfAbsent(ObjectNode object, String name, JsonNode value) {
        if (!object.has(name) && !value.isMissingNode()) {
            object.set(name, value);
        }
    }
}
